import { keyOf, predictionsIdentity } from './identity.ts'
import type { KeptFeatures } from './kept-features.ts'
import { TOP } from './top-five.ts'

/** The five most probable classes of the images of a dataset that predictions are kept of. */
export interface KeptTops {
  /** Whether the image's predictions are kept, or it is known to be unreadable. */
  done(index: number): boolean
  /** Its classes, the most probable first, −1 for none; undefined where the image could not be read. */
  row(index: number): Float32Array | undefined
}

/** All predictions that are kept, by the hashes of dataset and network; undefined where there are none. */
export async function keptTops(
  kept: KeptFeatures,
  dataset: string,
  network: string,
): Promise<KeptTops | undefined> {
  const store = await kept.open(keyOf(predictionsIdentity(network, dataset)))
  if (store === undefined) return undefined
  const missing = new Set(await store.missing({ verify: true }))
  const { count, chunkRows, width } = store.manifest
  const tops = new Float32Array(count * TOP)
  const unreadable = new Set<number>()
  const room = store.room(chunkRows)
  for (let chunk = 0; chunk < store.chunks; chunk++) {
    if (missing.has(chunk)) continue
    await store.read(chunk, room)
    const { start, end } = store.range(chunk)
    for (let index = start; index < end; index++) {
      const at = index - start
      if (Number.isNaN(room.norms[at])) unreadable.add(index)
      else tops.set(room.values.subarray(at * width, at * width + TOP), index * TOP)
    }
  }
  return {
    done: (index) => !missing.has(Math.floor(index / chunkRows)),
    row: (index) => (unreadable.has(index) ? undefined : tops.subarray(index * TOP, (index + 1) * TOP)),
  }
}
