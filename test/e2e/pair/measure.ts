import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { decodeImage } from '../../../src/main/dataset/decode.ts'
import { fitImage } from '../../../src/main/dataset/fit.ts'
import { samplePhotographs } from '../../../src/main/dataset/samples.ts'
import { Network } from '../../../src/main/network/network.ts'
import { openNetwork } from '../../../src/main/network/open.ts'
import { startBackend } from '../../../src/main/tensor/backend.ts'

export interface Remeasured {
  /** d(a,g) / d(s,g) of the exported pixels. */
  readonly ratio: number
  /** Largest |a − s| over all channels of all pixels. */
  readonly maxChange: number
}

/**
 * Measures an exported adversary anew: its pixels as the file holds them, source and guide as the network takes the
 * sample photographs of those names, distances in double.
 */
export async function remeasure(
  png: Buffer,
  pair: { readonly source: string; readonly guide: string; readonly network: string; readonly layer: string },
): Promise<Remeasured> {
  await startBackend()
  const data = await openNetwork(pair.network)
  const network = Network.load(data)
  const adversary = await pixelsOf(png)
  const source = await photograph(pair.source, data.card)
  const guide = await photograph(pair.guide, data.card)
  const found = await network.represent([source, guide, adversary], [pair.layer])
  network.dispose()
  const [s, g, a] = found.get(pair.layer) ?? []
  if (!s || !g || !a) throw new Error(`There is no layer ${pair.layer}.`)
  const maxChange = adversary.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (source[i] ?? 0))),
    0,
  )
  return { ratio: distance(a, g) / distance(s, g), maxChange }
}

/** The pixels of an 8-bit RGB PNG. */
async function pixelsOf(png: Buffer): Promise<Float32Array> {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) throw new Error(`The exported PNG has ${info.channels} channels instead of 3.`)
  return Float32Array.from(data)
}

async function photograph(name: string, card: Parameters<typeof fitImage>[1]): Promise<Float32Array> {
  const sample = (await samplePhotographs()).find((one) => one.name === name)
  if (!sample) throw new Error(`There is no sample photograph “${name}”.`)
  return fitImage(await decodeImage(await readFile(sample.path), name), card)
}

function distance(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0))
}
