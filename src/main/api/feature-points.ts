import { readFileSync } from 'node:fs'
import type { FeatureLayer, QueryPoint } from '../../contract/feature.ts'
import { prepareImage, prepareInput } from '../experiment/prepare.ts'
import type { ReadyNetwork } from '../experiment/request.ts'
import { memberPoint, representPoints } from '../feature/asked-points.ts'
import type { AskedPoint } from '../feature/search.ts'
import type { FeatureStore } from '../feature/store.ts'
import type { Context } from './context.ts'
import { badRequest } from './errors.ts'

type PointContext = Pick<Context, 'workspace' | 'loaded'>
type ImagePoint = Extract<QueryPoint, { kind: 'image' }>

/** The points' representations: members' as they are kept, images' by one evaluation of the network. */
export async function askedPoints(
  context: PointContext,
  network: string,
  store: FeatureStore,
  points: readonly QueryPoint[],
): Promise<AskedPoint[]> {
  const { layer, pooling } = store.manifest.identity
  const chosen = { layer, pooling: pooling === 'mean' ? 'mean' : 'none' } as const
  const images = points.filter((point) => point.kind === 'image')
  const represented = await representImages(context, network, images, chosen)
  return Promise.all(
    points.map(async (point) => {
      const image = point.kind === 'image' ? represented[images.indexOf(point)] : undefined
      return image ?? memberPoint(store, point.kind === 'member' ? point.index : -1)
    }),
  )
}

async function representImages(
  { workspace, loaded }: PointContext,
  network: string,
  images: readonly ImagePoint[],
  layer: FeatureLayer,
): Promise<AskedPoint[]> {
  if (images.length === 0) return []
  return loaded.use(network, async (ready) => {
    const pixels = await Promise.all(images.map((image) => pixelsOf(workspace, image, ready)))
    return representPoints(ready, pixels, layer)
  })
}

async function pixelsOf(
  { blobs, cache, images }: Context['workspace'],
  { hash, prepared }: ImagePoint,
  { network }: ReadyNetwork,
): Promise<Float32Array> {
  const file = blobs.has(hash) ? readFileSync(blobs.path(hash)) : cache.read(hash)
  if (file === undefined)
    throw badRequest(`The image ${hash} is not in the workspace (any more): open it again.`)
  const name = images.get(hash)?.name ?? `image ${hash.slice(0, 12)}`
  const prepare = prepared ? prepareInput : prepareImage
  return (await prepare(file, name, network.data.card)).pixels
}
