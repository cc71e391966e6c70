import type { FeatureLayer } from '../../contract/feature.ts'
import { FeatureError } from './errors.ts'
import type { RunningNetwork } from './kept-features.ts'
import { meanOverPositions } from './pool-mean.ts'
import type { AskedPoint } from './search.ts'
import type { FeatureStore } from './store.ts'

/** Images that are no members, as points to ask about. @param images pixels as the network takes them */
export async function representPoints(
  { network }: Pick<RunningNetwork, 'network'>,
  images: readonly Float32Array[],
  { layer, pooling }: FeatureLayer,
): Promise<AskedPoint[]> {
  if (images.length === 0) return []
  const [channels = 1] = network.blobs.find(({ name }) => name === layer)?.shape ?? []
  const found = (await network.represent(images, [layer])).get(layer) ?? []
  return images.map((pixels, i) => {
    const flat = found[i] ?? new Float32Array()
    const representation = pooling === 'mean' ? meanOverPositions(flat, channels) : flat
    return { representation, member: -1, pixels }
  })
}

/** An image of the dataset as a point to ask about. Throws `FeatureError` where it has no representation. */
export async function memberPoint(store: FeatureStore, index: number): Promise<AskedPoint> {
  const representation = await store.row(index)
  if (representation === undefined)
    throw new FeatureError(`The image ${index} has no representation: it could not be read.`)
  return { representation, member: index, pixels: null }
}
