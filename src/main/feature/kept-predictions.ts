import type { Prediction } from '../../contract/measures.ts'
import { type Classes, readClasses } from './classes.ts'
import { keyOf, predictionsIdentity } from './identity.ts'
import type { KeptFeatures } from './kept-features.ts'
import type { FeatureStore } from './store.ts'
import { readTopFive, TOP } from './top-five.ts'

const opened = (kept: KeptFeatures, dataset: string, network: string) =>
  kept.open(keyOf(predictionsIdentity(network, dataset)))

/** What a network says of each image of a dataset; −1 where nothing is known of it. */
export interface TopPredictions extends Classes {
  readonly top: Int32Array
  readonly probability: Float32Array
}

/** What was read last of a store, and how many of its chunks were missing then. */
const read = new WeakMap<FeatureStore, { readonly missing: number; readonly found: TopPredictions }>()

/** The most probable class of every image, by the hashes of dataset and network; undefined where none are kept. */
export async function topPredictions(
  kept: KeptFeatures,
  dataset: string,
  network: string,
): Promise<TopPredictions | undefined> {
  const store = await opened(kept, dataset, network)
  if (store === undefined) return undefined
  const missing = new Set(await store.missing({ verify: true }))
  const known = read.get(store)
  if (known?.missing === missing.size) return known.found
  const found = await readTop(store, missing)
  read.set(store, { missing: missing.size, found })
  return found
}

async function readTop(store: FeatureStore, missing: ReadonlySet<number>): Promise<TopPredictions> {
  const top = new Int32Array(store.manifest.count).fill(-1)
  const probability = new Float32Array(store.manifest.count)
  const room = store.room(store.manifest.chunkRows)
  for (let chunk = 0; chunk < store.chunks; chunk++) {
    if (missing.has(chunk)) continue
    await store.read(chunk, room)
    const { start, end } = store.range(chunk)
    for (let row = start; row < end; row++) {
      if (Number.isNaN(room.norms[row - start])) continue
      const at = (row - start) * 2 * TOP
      top[row] = room.values[at] ?? -1
      probability[row] = room.values[at + TOP] ?? 0
    }
  }
  return { ...(await readClasses(store)), top, probability }
}

/** The five most probable classes of one image; undefined where they are not kept, or the image could not be read. */
export async function keptTopFive(
  kept: KeptFeatures,
  dataset: string,
  network: string,
  index: number,
): Promise<Prediction[] | undefined> {
  const store = await opened(kept, dataset, network)
  if (store === undefined) return undefined
  const chunk = Math.floor(index / store.manifest.chunkRows)
  if ((await store.missing({ verify: false })).includes(chunk)) return undefined
  const row = await store.row(index)
  return row && readTopFive(row, (await readClasses(store)).labels)
}
