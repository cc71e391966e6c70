import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { tinyNetwork } from '../../../test/tiny-network.ts'
import { aboutSchema } from '../../contract/about.ts'
import { networkSummarySchema } from '../../contract/network.ts'
import { writeGuise } from '../network/format/guise.ts'
import { ran } from './fixtures.ts'

let folder = ''
let network = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guise-program-'))
  network = join(folder, 'tiny')
  await writeGuise(network, tinyNetwork())
})
afterAll(() => rm(folder, { recursive: true }))

const pair = ['--source', 'sample:march-pastoral', '--guide', 'sample:nagasaki-boats']
const make = (...args: string[]) => ran('make', '--out', join(folder, 'out'), ...args)

describe('guise, wrongly used, exits with 2 and says', () => {
  it('what commands there are', async () => {
    const { code, out, err } = await ran()
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/make .*networks .*samples .*about .*serve /s)
  })

  it.each([
    [['--network', 'x', '--layer', 'y', ...pair, '--nonsense'], "unknown option '--nonsense'"],
    [['--layer', 'fc6', ...pair], "required option '-n, --network <N>' not specified"],
    [['--network', 'x', ...pair], "required option '-l, --layer <layer>' not specified"],
    [['--network', 'x', '--layer', 'y', '--guide', 'z'], '--source is missing'],
    [['--network', 'x', '--layer', 'y', '--source', 'z'], '--guide is missing'],
    [['--network', 'x', '--layer', 'y', ...pair, '--pairs', 'z'], 'not both'],
    [
      ['--network', 'x', '--layer', 'y', ...pair, '--delta', '0'],
      'Delta is a number above 0 and at most 255',
    ],
    [
      ['--network', 'x', '--layer', 'y', ...pair, '--delta', 'ten'],
      'Delta is a number above 0 and at most 255',
    ],
    [['--network', 'x', '--layer', 'y', ...pair, '--delta', ''], 'Delta is a number above 0 and at most 255'],
    [['--network', 'x', '--layer', 'y', ...pair, '--method', 'fgsm'], 'The methods are feature-opt.'],
    [['--network', 'x', '--layer', 'y', ...pair, '--solver', 'sgd'], 'The solvers are fast and lbfgsb.'],
    [
      ['--network', 'x', '--layer', 'y', ...pair, '--max-evaluations', '1.5'],
      'a whole number from 1 to 100000',
    ],
    [
      ['--network', 'x', '--layer', 'y', ...pair, '--max-evaluations', '0'],
      'a whole number from 1 to 100000',
    ],
    [
      ['--network', 'x', '--layer', 'y', ...pair, '--backend', 'cuda'],
      'The backends are tensorflow, webgpu, wasm.',
    ],
    [['--network', 'nonet', '--layer', 'y', ...pair], 'There is no network "nonet"'],
    [['--network', '', '--layer', 'y', ...pair], '--network is empty.'],
    [['--network', 'x', '--layer', 'y', '--source', 'z', '--guide', 'a', ''], '--guide is empty.'],
    [['--network', 'x', '--layer', 'y', ...pair, '--out', ''], '--out is empty.'],
  ])('why make %j cannot be', async (args, reason) => {
    const { code, out, err } = await make(...args)
    expect(err).toContain(reason)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })

  it('which layers there are', async () => {
    const { code, err } = await make('--network', network, '--layer', 'fc8', ...pair)
    expect(err).toContain('has no layer "fc8"; its layers are conv1, pool1, norm1, fc6, fc7, prob.')
    expect(code).toBe(2)
  })

  it('which words there are after another', async () => {
    expect(await ran('networks', 'shw', network)).toMatchObject({
      code: 2,
      err: 'guise: There is no "guise networks shw"; there are list, show, get, import, check. Did you mean "show"?\n',
    })
  })

  it('which samples there are', async () => {
    const { code, err } = await make(
      '-n',
      network,
      '-l',
      'fc6',
      '-s',
      'sample:x',
      '-g',
      'sample:nagasaki-boats',
    )
    expect(err).toContain('There is no sample:x; the samples are locomotion-house-cat,')
    expect(code).toBe(2)
  })
})

describe('guise, failing, exits with 1 and says', () => {
  const given = () => ['--network', network, '--layer', 'fc6']

  it('that an image is missing', async () => {
    const { code, out, err } = await make(
      ...given(),
      '--source',
      'none.jpg',
      '--guide',
      'sample:nagasaki-boats',
    )
    expect(err).toContain('guise: The image none.jpg cannot be read: there is no such file.\n')
    expect({ code, out }).toEqual({ code: 1, out: '' })
  })

  it('that the guide is the source', async () => {
    const same = ['--source', 'sample:nagasaki-boats', '--guide', 'sample:nagasaki-boats']
    const { code, err } = await make(...given(), ...same)
    expect(err).toContain('are the same picture')
    expect(code).toBe(1)
  })

  it('that nothing can be written, before any work', async () => {
    await writeFile(join(folder, 'file'), '')
    const { code, err } = await ran('make', ...given(), ...pair, '--out', join(folder, 'file', 'x'))
    expect(err).toBe(
      `guise: Nothing could be written to ${join(folder, 'file', 'x')}: a part of its path is a file; choose another folder.\n`,
    )
    expect(code).toBe(1)
  })

  it('that a network is damaged', async () => {
    const damaged = join(folder, 'damaged')
    await writeGuise(damaged, tinyNetwork())
    await writeFile(join(damaged, 'weights.safetensors'), 'cut')
    const { code, err } = await make('--network', damaged, '--layer', 'fc6', ...pair)
    expect(err).toContain('damaged/weights.safetensors')
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(code).toBe(1)
  })
})

describe('guise tells', () => {
  it('its version and its help', async () => {
    expect(await ran('--version')).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
    const help = await ran('make', '--help')
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toContain('guise make --pairs pairs.csv')
  })

  it("a network's layers and shapes", async () => {
    const { code, out } = await ran('networks', 'show', network)
    expect(code).toBe(0)
    // 8 filters of 3 × 5 × 5 at 100 places, one every second pixel.
    expect(out).toMatch(/^layer +type +shape +weights +multiply-adds +sees +every$/m)
    expect(out).toMatch(/^conv1 +Convolution +8 × 10 × 10 +608 +60000 +5 +2$/m)
    const json = networkSummarySchema.parse(
      JSON.parse((await ran('networks', 'show', network, '--json')).out),
    )
    expect(json.layers).toHaveLength(6)
    expect(json).toMatchObject({ title: 'Tiny', inputSize: [24, 24], classes: 6, origin: 'folder' })
  })

  it('the shipped networks', async () => {
    const { code, out } = await ran('networks', '--json', '--workspace', temporaryFolder())
    expect(code).toBe(0)
    for (const one of JSON.parse(out)) expect(networkSummarySchema.parse(one).origin).toBe('shipped')
  })

  it('the samples', async () => {
    const { out } = await ran('samples')
    expect(out.trim().split('\n')).toHaveLength(9)
    expect(out).toMatch(/^march-pastoral +March Pastoral +Peter Henry Emerson, 1888\./m)
  })

  it('what runs the networks', async () => {
    const about = aboutSchema.parse(JSON.parse((await ran('about', '--json')).out))
    const { code, out } = await ran('about')
    expect(code).toBe(0)
    expect(out.split('\n')[0]).toContain(
      `${about.backend.library} ${about.backend.version} on ${about.backend.device}`,
    )
  })
})
