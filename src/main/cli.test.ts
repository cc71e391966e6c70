import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endedWithTest } from '../../test/child.ts'
import { dataPath, hasData } from '../../test/data.ts'
import { tinyNetwork } from '../../test/tiny-network.ts'
import { type Report, reportSchema } from '../contract/measures.ts'
import { samplePhotographs } from './dataset/samples.ts'
import { prepareImage } from './experiment/prepare.ts'
import { decodeNpy } from './export/npy.ts'
import { writeGuise } from './network/format/guise.ts'
import { Network } from './network/network.ts'
import { startBackend } from './tensor/backend.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guise-cli-'))
  await writeGuise(join(folder, 'tiny'), tinyNetwork())
})
afterAll(() => rm(folder, { recursive: true }))

/** Starts the command line as a process of its own, in the test's folder. */
function guise(...args: string[]) {
  const script = join(import.meta.dirname, 'cli.ts')
  const argv = ['--disable-warning=ExperimentalWarning', script, ...args]
  const child = endedWithTest(spawn(process.execPath, argv, { cwd: folder }))
  const said = { out: '', err: '' }
  child.stdout.on('data', (text) => {
    said.out += text
  })
  child.stderr.on('data', (text) => {
    said.err += text
  })
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, ...said }))
  })
  return { child, ended }
}

const make = (...args: string[]) => guise('make', '--network', 'tiny', '--layer', 'fc6', ...args)
const FILES = ['adversary.npy', 'adversary.png', 'difference.png', 'report.json']

const pngPixels = async (path: string): Promise<Float32Array> =>
  Float32Array.from(await sharp(path).toColourspace('srgb').raw().toBuffer())

/** The sample as the tiny network takes it. */
async function fitted(id: string): Promise<Float32Array> {
  const sample = (await samplePhotographs()).find((one) => one.id === id)
  const image = await prepareImage(await readFile(sample?.path ?? ''), id, tinyNetwork().card)
  return image.pixels
}

const largestChange = (a: Float32Array, b: Float32Array): number =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] ?? 0))), 0)

/** d(a,g) / d(s,g) at fc6, computed here. */
async function ratioOf(images: { a: Float32Array; s: Float32Array; g: Float32Array }): Promise<number> {
  await startBackend()
  const network = Network.load(tinyNetwork())
  const features = (await network.represent([images.a, images.s, images.g], ['fc6'])).get('fc6') ?? []
  const [a = new Float32Array(), s = new Float32Array(), g = new Float32Array()] = features
  const distance = (x: Float32Array) => Math.hypot(...x.map((value, i) => value - (g[i] ?? 0)))
  return distance(a) / distance(s)
}

async function expectMeasured(report: Report, out: string, s: Float32Array, g: Float32Array): Promise<void> {
  expect((await readdir(out)).sort()).toEqual(FILES)
  const a = await pngPixels(join(out, 'adversary.png'))
  expect(largestChange(a, s)).toBeLessThanOrEqual(report.delta)
  expect(report.eightBit.maxChange).toBe(largestChange(a, s))
  expect(report.eightBit.ratio).toBeCloseTo(await ratioOf({ a, s, g }), 5)
  const { shape, data } = decodeNpy(await readFile(join(out, 'adversary.npy')), 'adversary.npy')
  expect(shape).toEqual([24, 24, 3])
  expect(largestChange(data, s)).toBeLessThanOrEqual(report.delta)
  expect(report.float32.maxChange).toBe(largestChange(data, s))
  expect(report.float32.ratio).toBeCloseTo(await ratioOf({ a: data, s, g }), 5)
  expect(reportSchema.parse(JSON.parse(await readFile(join(out, 'report.json'), 'utf8')))).toEqual(report)
}

describe('guise make, as a process', () => {
  it('makes a pair whose files hold what the report says', async () => {
    const { code, out, err } = await make(
      ...['--source', 'sample:march-pastoral', '--guide', 'sample:nagasaki-boats'],
      ...['--delta', '7.5', '--max-evaluations', 'quick', '--out', 'one', '--json'],
    ).ended
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('evaluations') })
    const report = reportSchema.parse(JSON.parse(out))
    expect(report).toMatchObject({
      source: 'sample:march-pastoral',
      guide: 'sample:nagasaki-boats',
      network: join(folder, 'tiny'),
      layer: 'fc6',
      delta: 7.5,
      solver: 'fast',
      maxEvaluations: 100,
      evaluations: 100,
    })
    expect(report.float32.ratio).toBeLessThan(0.5)
    expect(report.trace).toHaveLength(100)
    expect(report.labels.adversary).toHaveLength(5)
    const images = [await fitted('march-pastoral'), await fitted('nagasaki-boats')] as const
    await expectMeasured(report, join(folder, 'one'), ...images)
    const { comments } = await sharp(join(folder, 'one', 'difference.png')).metadata()
    expect(comments?.[0]?.text).toMatch(/×18, about mid-grey/)
    expect(report.notes).toContain(`${comments?.[0]?.text}.`)
  })

  it('makes the pairs of a file as one batch, each in its folder, with L-BFGS-B', async () => {
    const [cat, boats] = [await fitted('locomotion-house-cat'), await fitted('nagasaki-boats')]
    const raw = { raw: { width: 24, height: 24, channels: 3 } } as const
    await sharp(Uint8Array.from(cat), raw).png().toFile(join(folder, 'cat.png'))
    await sharp(Uint8Array.from(boats), raw).png().toFile(join(folder, 'boats.png'))
    await writeFile(join(folder, 'pairs.csv'), 'source,guide\ncat.png,boats.png\nboats.png,cat.png\n')
    const { code, out, err } = await make(
      ...['--pairs', 'pairs.csv', '--solver', 'lbfgsb', '--max-evaluations', '20', '--out', 'several'],
      ...['--json', '--quiet'],
    ).ended
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const reports = reportSchema.array().parse(JSON.parse(out))
    expect(reports.map(({ source, guide, solver }) => [source, guide, solver])).toEqual([
      ['cat.png', 'boats.png', 'lbfgsb'],
      ['boats.png', 'cat.png', 'lbfgsb'],
    ])
    for (const [i, [s, g]] of [[cat, boats] as const, [boats, cat] as const].entries()) {
      const report = reports[i]
      const name = i === 0 ? '1-cat-boats' : '2-boats-cat'
      if (report) await expectMeasured(report, join(folder, 'several', name), s, g)
    }
  })

  it('tells a person of several guides', async () => {
    const { code, out } = await make(
      ...['--source', 'sample:march-pastoral', '--guide', 'sample:nagasaki-boats', 'sample:black-canyon'],
      ...['--guide', 'sample:dust-bowl-home', '--max-evaluations', '3', '--out', 'guides'],
    ).ended
    expect(code).toBe(0)
    expect(out.match(/^sample:march-pastoral → sample:/gm)).toHaveLength(3)
    expect(out).toMatch(/distance ratio 0\.\d+ \(0\.\d+ before rounding to 8 bits\)/)
    expect((await readdir(join(folder, 'guides'))).sort()).toEqual([
      '1-march-pastoral-nagasaki-boats',
      '2-march-pastoral-black-canyon',
      '3-march-pastoral-dust-bowl-home',
    ])
  })

  it.skipIf(process.platform === 'win32')('ends cleanly when it is interrupted', async () => {
    const { child, ended } = make(
      ...['--source', 'sample:march-pastoral', '--guide', 'sample:nagasaki-boats'],
      ...['--max-evaluations', '100000', '--out', 'cancelled', '--json'],
    )
    // The first line of progress: the optimisation is under way.
    child.stderr.on('data', (text) => {
      if (String(text).includes('of at most')) child.kill('SIGINT')
    })
    const { code, out, err } = await ended
    expect({ code, out }).toEqual({ code: 130, out: '' })
    expect(err).toContain('Cancelled; nothing was written.')
    expect(await readdir(folder)).not.toContain('cancelled')
  })

  it('finishes all pairs for a reader who has seen enough', async () => {
    const { child, ended } = make(
      ...['--source', 'sample:march-pastoral', '--guide', 'sample:nagasaki-boats', 'sample:black-canyon'],
      ...['--max-evaluations', '3', '--out', 'unread'],
    )
    child.stdout.destroy()
    child.stderr.destroy()
    expect((await ended).code).toBe(0)
    for (const name of ['1-march-pastoral-nagasaki-boats', '2-march-pastoral-black-canyon'])
      expect((await readdir(join(folder, 'unread', name))).sort()).toEqual(FILES)
  })

  it.skipIf(process.platform !== 'linux')('fails when its results do not arrive', async () => {
    const command = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'cli.ts'), 'samples']
    const child = spawn('sh', ['-c', '"$@" > /dev/full', 'sh', process.execPath, ...command])
    const [said, code] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect(said).toBe('guise: The results could not be written to standard output: the disk is full.\n')
    expect(code[0]).toBe(1)
  })

  it('exits with 2 when wrongly used, saying nothing on standard output', async () => {
    const { code, out, err } = await make('--delta', '300').ended
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('Delta is a number above 0 and at most 255')
  })
})

describe.skipIf(!hasData)('guise make with SqueezeNet', () => {
  it('takes Caffe files, a list of labels and photographs, and says what it assumed', async () => {
    const network = (file: string) => dataPath('networks', 'squeezenet_v1.0', file)
    const photograph = (file: string) => dataPath('images', 'imagenet-sample', file)
    const { code, out, err } = await guise(
      ...['make', '--network', `${network('deploy.prototxt')},${network('squeezenet_v1.0.caffemodel')}`],
      ...['--labels', network('classes.json'), '--layer', 'fire9/concat', '--out', 'squeezenet', '--json'],
      ...[
        '--source',
        photograph('n01440764_tench.JPEG'),
        '--guide',
        photograph('n01601694_water_ouzel.JPEG'),
      ],
      ...['--max-evaluations', '8'],
    ).ended
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining("Caffe's usual is assumed") })
    const { labels, notes, float32, eightBit } = reportSchema.parse(JSON.parse(out))
    expect(labels.source[0]).toMatchObject({ index: 0, label: 'tench' })
    expect(labels.guide[0]).toMatchObject({ index: 20, label: 'water_ouzel' })
    expect(notes.join()).toMatch(/BGR channels.*water_ouzel.JPEG: converted from its colour profile/)
    expect(float32.ratio).toBeLessThan(0.9)
    expect(eightBit.ratio / float32.ratio).toBeCloseTo(1, 1)
  })
})
