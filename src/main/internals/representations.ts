import { createHash } from 'node:crypto'
import type { ReadyNetwork } from '../experiment/request.ts'
import { channelMajor } from '../network/channel-major.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { fromBytes, toBytes } from './float-bytes.ts'
import { layerOf } from './layer.ts'
import { storedPixels } from './pixels.ts'

/** Raised when a change of the program makes other values of the same image, so that kept ones are not taken for new. */
const revision = 1

/** An image's representation, and the cache's file that holds it. */
export interface KeptRepresentation {
  readonly key: string
  /** Channel by channel (Caffe's order). */
  readonly values: Float32Array
}

/** The cache's key of an image's representation: a SHA-256 over all that determines it. */
export function representationKey(networkHash: string, layer: string, image: string): string {
  const parts = ['representation', revision, networkHash, layer, image]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/**
 * What a layer makes of stored images: from the cache where it was asked for before, else by running the network on
 * those that are missing, all in one call, and keeping what it gives.
 * @throws {InternalsError} where an image or the layer is not known
 */
export async function keptRepresentations(
  workspace: Workspace,
  { network, hash }: ReadyNetwork,
  layer: string,
  images: readonly string[],
): Promise<KeptRepresentation[]> {
  const { shape, units } = layerOf(network, layer)
  const found = new Map<string, KeptRepresentation>()
  for (const image of new Set(images)) {
    const key = representationKey(hash, layer, image)
    const bytes = workspace.cache.read(key)
    const values = bytes && fromBytes(bytes, units)
    if (values !== undefined) found.set(image, { key, values })
  }
  const missing = [...new Set(images)].filter((image) => !found.has(image))
  const pixels = await Promise.all(missing.map((image) => storedPixels(workspace, image, network.data.card)))
  const fresh = (await network.represent(pixels, [layer])).get(layer) ?? []
  for (const [i, image] of missing.entries()) {
    const values = channelMajor(fresh[i] ?? new Float32Array(units), shape)
    const key = workspace.cache.put(toBytes(values), representationKey(hash, layer, image))
    found.set(image, { key, values })
  }
  return images.flatMap((image) => found.get(image) ?? [])
}
