import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { tinyNetwork } from '../../../test/tiny-network.ts'
import { inversionPresets, inversionReportSchema } from '../../contract/inversion.ts'
import { decodeNpy } from '../export/npy.ts'
import { writeGuise } from '../network/format/guise.ts'
import { Network } from '../network/network.ts'
import { ran } from './fixtures.ts'

let folder = ''
const at = (...parts: string[]) => join(folder, ...parts)

/** A picture of exactly the tiny network's input size. */
const pixels = Uint8Array.from({ length: 24 * 24 * 3 }, (_, i) => 128 + Math.round(90 * Math.sin(i / 50)))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guise-inversion-'))
  await writeGuise(at('tiny'), tinyNetwork())
  await sharp(pixels, { raw: { width: 24, height: 24, channels: 3 } })
    .png()
    .toFile(at('waves.png'))
})
afterAll(() => rm(folder, { recursive: true }))

const files = async (...parts: string[]) => (await readdir(at(...parts))).sort()

describe('guise invert', () => {
  it('writes the picture, what was found and a report of both', async () => {
    const { code, out, err } = await ran(
      ...['invert', '--image', at('waves.png'), '--network', at('tiny'), '--layer', 'norm1'],
      ...['--preset', 'fast', '--seed', '5', '--restarts', '2', '--out', at('one'), '--json'],
    )
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('distance ratio') })
    const report = inversionReportSchema.parse(JSON.parse(out))
    expect(report).toMatchObject({ image: at('waves.png'), layer: 'norm1', seed: 5, restarts: 2 })
    // conv1, relu1, pool1, norm1; two starts of 201 evaluations.
    expect(report.used).toMatchObject({ depth: 4, lambdaTv: 1 })
    expect(report.evaluations).toBe(402)
    expect(report.found.objective).toBeLessThan(0.5 * (report.trace[0]?.objective ?? 0))
    expect(report.found.objective).toBeCloseTo(Math.min(...report.objectives.map(Number)), 5)
    // The image itself has the representation asked for.
    expect(report.original.loss).toBe(0)
    expect(await files('one')).toEqual(['inversion.npy', 'inversion.png', 'report.json'])
    const { shape, data } = decodeNpy(await readFile(at('one', 'inversion.npy')), 'inversion.npy')
    expect(shape).toEqual([24, 24, 3])
    const picture = await sharp(at('one', 'inversion.png')).raw().toBuffer()
    expect([...picture]).toEqual([...Uint8ClampedArray.from(data)])
    // The report's numbers are of exactly these pixels.
    const network = Network.load(tinyNetwork())
    const [inverted = data, original = data] =
      (await network.represent([Float32Array.from(picture), Float32Array.from(pixels)], ['norm1'])).get(
        'norm1',
      ) ?? []
    const norm = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0)
    const difference = inverted.map((value, i) => value - (original[i] ?? 0))
    expect(report.eightBit.loss / (norm(difference) / norm(original))).toBeCloseTo(1, 4)
    network.dispose()
  })

  it('gives each layer of each picture a folder', async () => {
    const { code, out } = await ran(
      ...['invert', '--image', at('waves.png'), 'sample:black-canyon', '--network', at('tiny')],
      ...['--layer', 'norm1', 'fc6', '--preset', 'fast', '--lambda-tv', '0.5', '--out', at('several')],
    )
    expect(code).toBe(0)
    expect(await files('several')).toEqual([
      ...['1-waves-norm1', '2-waves-fc6', '3-black-canyon-norm1', '4-black-canyon-fc6'],
    ])
    expect(out.match(/201 evaluations in/g)).toHaveLength(4)
    const text = await readFile(at('several', '2-waves-fc6', 'report.json'), 'utf8')
    expect(inversionReportSchema.parse(JSON.parse(text))).toMatchObject({
      layer: 'fc6',
      used: { lambdaTv: 0.5 },
    })
  })

  it('takes settings of a file in the place of the preset’s', async () => {
    const optimiser = { name: 'adam', steps: 3, rate: 0.1, jitter: 0 }
    await writeFile(at('settings.json'), JSON.stringify({ alpha: 4, lambdaTv: 2, optimiser }))
    const { code } = await ran(
      ...['invert', '--image', at('waves.png'), '--network', at('tiny'), '--layer', 'fc6'],
      ...['--settings', at('settings.json'), '--out', at('set')],
    )
    expect(code).toBe(0)
    const { settings, evaluations } = JSON.parse(await readFile(at('set', 'report.json'), 'utf8'))
    expect(settings).toEqual({ ...inversionPresets.paper, alpha: 4, lambdaTv: 2, optimiser })
    expect(evaluations).toBe(4)
  })

  it.each([
    ['{ "alpha": 4', /settings\.json are not JSON\.$/m],
    ['{ "alpha": 0 }', /settings\.json cannot be used: alpha: .*\.\n$/],
    ['{ "gamma": 1 }', /settings\.json cannot be used: .*gamma.*\.\n$/],
  ])('refuses the settings %s', async (content, sentence) => {
    await writeFile(at('settings.json'), content)
    const { code, err } = await ran(
      ...['invert', '--image', at('waves.png'), '--network', at('tiny'), '--layer', 'fc6'],
      ...['--settings', at('settings.json'), '--out', at('none')],
    )
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(sentence) })
  })

  it.each([
    ['--layer fc9', 'has no layer "fc9"'],
    ['--layer fc6 --preset quick', 'The presets are paper and fast.'],
    ['--layer fc6 --seed 4294967296', 'A seed is a whole number from 0 to 4294967295.'],
    ['--layer fc6 --restarts 0', 'Restarts are a whole number from 1 to 16.'],
    ['--layer fc6 --lambda-tv x', 'A weight is a number that is not negative.'],
  ])('refuses %s', async (options, sentence) => {
    const { code, err } = await ran(
      ...[
        'invert',
        '--image',
        at('waves.png'),
        '--network',
        at('tiny'),
        '--out',
        at('none'),
        ...options.split(' '),
      ],
    )
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(sentence) })
  })
})

const activationsSchema = z.object({
  image: z.string(),
  shape: z.array(z.int()),
  active: z.int(),
  activeShare: z.number(),
  besideFirst: z.object({ intersectionOverUnion: z.number(), distance: z.number() }).nullable(),
})

describe('guise activations', () => {
  it('writes maps, values channel by channel, and how sparse they are', async () => {
    const { code, out } = await ran(
      ...['activations', '--image', at('waves.png'), 'sample:black-canyon', '--network', at('tiny')],
      ...['--layer', 'norm1', '--out', at('maps'), '--json', '--quiet'],
    )
    expect(code).toBe(0)
    const [first, second] = activationsSchema.array().parse(JSON.parse(out))
    expect(await files('maps', '1-waves-norm1')).toEqual([
      ...['activations.json', 'activations.npy', 'activations.png'],
    ])
    const read = async (name: string) => decodeNpy(await readFile(at('maps', name, 'activations.npy')), name)
    const { shape, data } = await read('1-waves-norm1')
    expect(shape).toEqual([8, 5, 5])
    const network = Network.load(tinyNetwork())
    const [flat = data] = (await network.represent([Float32Array.from(pixels)], ['norm1'])).get('norm1') ?? []
    network.dispose()
    // Channel 3 at row 2, column 4.
    expect(data[3 * 25 + 2 * 5 + 4]).toBe(flat[(2 * 5 + 4) * 8 + 3])
    expect(first?.active).toBe(flat.filter((value) => value !== 0).length)
    expect(first?.activeShare).toBe((first?.active ?? 0) / 200)
    expect(first?.besideFirst).toBeNull()
    const other = (await read('2-black-canyon-norm1')).data
    const both = data.filter((value, i) => value !== 0 && other[i] !== 0).length
    const either = data.filter((value, i) => value !== 0 || other[i] !== 0).length
    expect(second?.besideFirst?.intersectionOverUnion).toBe(both / either)
    expect(second?.besideFirst?.distance).toBeCloseTo(
      Math.hypot(...data.map((v, i) => v - (other[i] ?? 0))),
      4,
    )
    const { comments, width } = await sharp(at('maps', '1-waves-norm1', 'activations.png')).metadata()
    expect(comments?.[0]?.text).toMatch(/^norm1 of .*waves.png: viridis, /)
    expect(width).toBe(216)
  })

  it('refuses a colour scale there is not', async () => {
    const { code, err } = await ran(
      ...['activations', '--image', at('waves.png'), '--network', at('tiny'), '--layer', 'fc6'],
      ...['--out', at('none'), '--colours', 'jet'],
    )
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining('The colour scales are viridis and grey.'),
    })
  })
})
