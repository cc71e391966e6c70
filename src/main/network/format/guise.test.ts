import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TestFolder, tinyModel, tinyPrototxt } from '../../../../test/corpus/networks/tiny.ts'
import type { NetworkData } from '../graph.ts'
import { networkHash } from '../hash.ts'
import { readCaffe } from './caffe.ts'
import { parseGuise, readGuise, writeGuise } from './guise.ts'
import { guiseFormat } from './guise-format.ts'
import { formatSafetensors } from './safetensors.ts'

async function tiny(folder: TestFolder): Promise<NetworkData> {
  return readCaffe({
    prototxt: await folder.write('a.prototxt', tinyPrototxt),
    caffemodel: await folder.write('a.caffemodel', tinyModel()),
  })
}

/** The tiny network's two files, as texts and bytes that a test may change. */
async function files() {
  await using folder = await TestFolder.create()
  const data = await tiny(folder)
  await writeGuise(join(folder.path, 'tiny'), data)
  const network: unknown = JSON.parse(await readFile(join(folder.path, 'tiny/network.json'), 'utf8'))
  return {
    data,
    network: Object(network),
    weights: await readFile(join(folder.path, 'tiny/weights.safetensors')),
  }
}

describe("a network in Guise's format", () => {
  it('comes back as it was written, with the same hash', async () => {
    await using folder = await TestFolder.create()
    const data = await tiny(folder)
    const place = join(folder.path, 'deep/er')
    await writeGuise(place, data)
    const back = await readGuise(place)
    expect(back).toEqual({ ...data, notes: [] })
    expect(networkHash(back)).toBe(networkHash(data))
    expect((await readdir(place)).sort()).toEqual(['network.json', 'weights.safetensors'])
  })

  it('is read from its two files under any names', async () => {
    await using folder = await TestFolder.create()
    const { data, network, weights } = await files()
    const paths = [
      await folder.write('some.safetensors', weights),
      await folder.write('other.json', JSON.stringify(network)),
    ]
    for (const order of [paths, paths.toReversed()]) {
      expect(await guiseFormat.match(order)).toBe(true)
      expect(networkHash(await guiseFormat.open(order))).toBe(networkHash(data))
    }
  })

  it('is refused with both kinds of names where the weights are called otherwise', async () => {
    const { data, network } = await files()
    const renamed = new Map(
      [...data.weights].map(([name, weight]) => [name.replace('conv1/', 'features.0.'), weight]),
    )
    const unsigned = JSON.stringify({ ...network, weights: undefined })
    expect(() => parseGuise(unsigned, formatSafetensors(renamed), 'n')).toThrow(
      /^n\/weights.safetensors: its weights have other names than the layers of n\/network.json: there is no conv1\/weight, conv1\/bias, but there is features.0.weight, features.0.bias.$/,
    )
  })

  it('keeps a mean image', async () => {
    await using folder = await TestFolder.create()
    const data = await tiny(folder)
    const mean = { shape: [3, 8, 8], data: new Float32Array(192).fill(7) }
    const withMean = {
      ...data,
      card: { ...data.card, mean: 'image' as const },
      weights: new Map([...data.weights, ['card/mean', mean]]),
    }
    await writeGuise(folder.path, withMean)
    expect((await readGuise(folder.path)).weights.get('card/mean')).toEqual(mean)
  })

  it('stays as it was where writing fails', async () => {
    await using folder = await TestFolder.create()
    const data = await tiny(folder)
    const place = join(folder.path, 'n')
    await mkdir(join(place, 'network.json'), { recursive: true })
    await expect(writeGuise(place, data)).rejects.toThrow()
    expect(await readdir(place)).not.toContain('network.json.part')
    expect((await readdir(place)).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('tells weights that were changed', async () => {
    const { network, weights } = await files()
    weights[weights.length - 2] = 0
    expect(() => parseGuise(JSON.stringify(network), weights, 'n')).toThrow(
      'n/weights.safetensors: it is damaged or of another network: n/network.json states another SHA-256.',
    )
  })

  it('may leave out the SHA-256, and is then checked in shape only', async () => {
    const { data, network, weights } = await files()
    const { weights: _, ...unsigned } = network
    expect(parseGuise(JSON.stringify(unsigned), weights, 'n').weights).toEqual(data.weights)
  })

  it.each([
    ['{', 'n/network.json: this is not JSON'],
    ['{}', 'n/network.json: it is no network of Guise\'s format: "format": '],
    [
      '{"format":"guise-network","version":2}',
      'n/network.json: it is of version 2, written by a newer Guise.',
    ],
  ])('is refused as %s', async (text, message) => {
    expect(() => parseGuise(text, Buffer.alloc(16), 'n')).toThrow(message)
  })

  it.each([
    [
      'an unknown operator',
      (n: Change) => Object.assign(n.graph.layers[0], { type: 'Fold' }),
      'n/network.json: layer "conv1": there is no operator of type "Fold".',
    ],
    [
      'a wrong parameter',
      (n: Change) => Object.assign(n.graph.layers[0].params, { groups: 0 }),
      'n/network.json: layer "conv1": its parameter "groups" is wrong',
    ],
    [
      'an unknown parameter',
      (n: Change) => Object.assign(n.graph.layers[0].params, { gruops: 1 }),
      'n/network.json: layer "conv1": its parameters are wrong',
    ],
    [
      'another shape',
      (n: Change) => Object.assign(n.graph.layers[0].params, { outputs: 9 }),
      'n/network.json: layer "conv1": its weight is 6 × 1 × 3 × 3 where the graph needs 9 × 1 × 3 × 3.',
    ],
    [
      'a weight of no layer',
      (n: Change) => {
        n.graph.layers.splice(4)
        delete n.card.output
      },
      'n/network.json: there is a weight "fc2/weight" that belongs to no layer.',
    ],
    [
      'no layers',
      (n: Change) => n.graph.layers.splice(0),
      'n/network.json: it is no network of Guise\'s format: "graph.layers"',
    ],
  ])('is refused with %s', async (_, change, message) => {
    const { network, weights } = await files()
    change(network)
    expect(() => parseGuise(JSON.stringify(network), weights, 'n')).toThrow(message)
  })

  it('is refused with numbers that are not finite', async () => {
    const { data, network } = await files()
    const bias = { shape: [4], data: Float32Array.of(1, 2, Number.NaN, 4) }
    const weights = formatSafetensors(new Map([...data.weights, ['fc2/bias', bias]]))
    network.weights.sha256 = createHash('sha256').update(weights).digest('hex')
    expect(() => parseGuise(JSON.stringify(network), weights, 'n')).toThrow(
      'n/weights.safetensors: the tensor "fc2/bias" holds numbers that are not finite.',
    )
  })

  it('is refused with a Git LFS pointer for its weights', async () => {
    await using folder = await TestFolder.create()
    await writeGuise(folder.path, await tiny(folder))
    await writeFile(
      join(folder.path, 'weights.safetensors'),
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\n',
    )
    await expect(readGuise(folder.path)).rejects.toThrow(
      'weights.safetensors: safetensors are needed here, and this is a Git LFS pointer',
    )
  })

  it('is refused where a file is missing', async () => {
    await using folder = await TestFolder.create()
    await expect(readGuise(folder.path)).rejects.toThrow('network.json: there is no such file.')
  })
})

/** What a test changes of network.json. */
interface Change {
  card: { output?: string }
  graph: { layers: [{ params: Record<string, unknown> }] & { params: Record<string, unknown> }[] }
}
