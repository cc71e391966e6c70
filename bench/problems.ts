import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { decodeImage } from '../src/main/dataset/decode.ts'
import { fitImage } from '../src/main/dataset/fit.ts'
import { samplePhotographs } from '../src/main/dataset/samples.ts'
import type { NetworkData } from '../src/main/network/graph.ts'
import { openNetwork } from '../src/main/network/open.ts'
import { dataPath, hasData } from '../test/data.ts'
import { caffeNet } from './networks/caffenet.ts'

/** One benchmark problem: feature-opt of some pairs at a layer of a network within delta. */
export interface Problem {
  readonly network: 'caffenet' | 'squeezenet'
  readonly layer: string
  readonly delta: number
  /** The least pairs finished a minute, as a multiple of PyTorch + SciPy's, that the project aims at. */
  readonly target: number
}

/** The four: CaffeNet has random He weights (seeded), SqueezeNet its trained ones. */
export const problems: readonly Problem[] = [
  { network: 'caffenet', layer: 'fc7', delta: 10, target: 5 },
  { network: 'squeezenet', layer: 'fire9/concat', delta: 10, target: 9 },
  { network: 'caffenet', layer: 'conv3', delta: 10, target: 15 },
  { network: 'caffenet', layer: 'pool5', delta: 10, target: 15 },
]

/** The network of a problem, or undefined where its weights are not at hand. */
export async function problemNetwork(name: Problem['network']): Promise<NetworkData | undefined> {
  if (name === 'caffenet') return caffeNet()
  const folder = dataPath('networks', 'squeezenet_v1.0')
  if (!existsSync(folder)) return undefined
  return openNetwork(`${folder}/deploy.prototxt,${folder}/squeezenet_v1.0.caffemodel`)
}

export interface BenchPair {
  readonly source: Float32Array
  readonly guide: Float32Array
}

/**
 * `count` pairs of photographs fitted to the network: ImageNet samples where they are at hand, else the sample
 * photographs in every combination. `skip` passes over the pairs that something was tuned on.
 */
export async function benchPairs(network: NetworkData, count: number, skip = 0): Promise<BenchPair[]> {
  const files = await photographs()
  const order = hasData
    ? Array.from({ length: count }, (_, i) => [2 * (i + skip), 2 * (i + skip) + 1])
    : Array.from({ length: count }, (_, i) => [i + skip, (i + skip) * 4 + 1 + Math.floor(i / files.length)])
  const fitted = async (index: number) => {
    const path = files[index % files.length]
    if (path === undefined) throw new Error('No photographs were found to make benchmark pairs of.')
    return fitImage(await decodeImage(await readFile(path), path), network.card)
  }
  return Promise.all(
    order.map(async ([source = 0, guide = 0]) => ({
      source: await fitted(source),
      guide: await fitted(guide),
    })),
  )
}

async function photographs(): Promise<string[]> {
  if (!hasData) return (await samplePhotographs()).map(({ path }) => path)
  const folder = dataPath('images', 'imagenet-sample')
  const names = readdirSync(folder).sort()
  // A stride of 7 through the names (250 is not a multiple of it) pairs classes that are far apart.
  return names.map((_, i) => `${folder}/${names[(i * 7) % names.length]}`)
}
