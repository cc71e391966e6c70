import type { Pooling } from '../../contract/feature.ts'
import type { Dataset } from '../dataset/dataset.ts'
import type { Network } from '../network/network.ts'
import { ChunkWriter } from './chunk-writer.ts'
import { type FittingOptions, fittedBatches } from './fitted-batches.ts'
import { meanOverPositions } from './pool-mean.ts'
import type { FeatureStore } from './store.ts'
import { isNormalised, topFive } from './top-five.ts'

/** What extraction asks of a network and of a dataset. */
export type ExtractNetwork = Pick<Network, 'blobs' | 'data' | 'represent'>
export type ExtractDataset = Pick<Dataset, 'count' | 'entry' | 'item' | 'markUnreadable'>

/** A layer and where it is kept. */
export interface ExtractTarget {
  readonly layer: string
  readonly pooling: Pooling
  readonly store: FeatureStore
}

export interface ExtractOptions extends FittingOptions {
  readonly signal?: AbortSignal | undefined
  /** Told after each batch how many of the dataset's images are done, those of earlier runs included. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** Makes the rows that a store is to be given of what the network says of an image. */
interface Output {
  readonly writer: ChunkWriter
  readonly blob: string
  readonly row: (values: Float32Array) => Float32Array
}

/**
 * Computes what the stores miss of a dataset's representations at some layers, and of its predictions, in one pass: the network
 * runs while threads decode the images that come next. Damaged chunks are computed again. Stopped or killed, it loses at most
 * the chunk each store was at.
 * @param predictions where the top five classes go; null where they are not wanted
 * @returns how many images were evaluated, and how many could not be read
 * @throws {FeatureError} where the disk is full or a number cannot be kept
 * @throws {ImageAwayError} at the end, where images could not be got at: their chunks are not kept
 */
export async function extract(
  network: ExtractNetwork,
  dataset: ExtractDataset,
  targets: readonly ExtractTarget[],
  predictions: FeatureStore | null,
  options: ExtractOptions = {},
): Promise<{ evaluated: number; unreadable: number }> {
  const { signal, onProgress } = options
  const outputs = await missingOutputs(network, targets, predictions)
  const wanted = (index: number): boolean => outputs.some(({ writer }) => writer.wants(index))
  const indexes = Array.from({ length: dataset.count }, (_, i) => i).filter(wanted)
  const counts = { evaluated: 0, unreadable: 0 }
  let done = dataset.count - indexes.length
  onProgress?.(done, dataset.count)
  if (indexes.length === 0) return counts
  const blobs = [...new Set(outputs.map(({ blob }) => blob))]
  for await (const fitted of fittedBatches(dataset, network.data.card, indexes, options)) {
    signal?.throwIfAborted()
    const readable = fitted.flatMap(({ pixels }) => pixels ?? [])
    const found = readable.length > 0 ? await network.represent(readable, blobs) : new Map()
    let place = 0
    for (const { index, pixels, away } of fitted) {
      if (away !== undefined) for (const { writer } of outputs) writer.leave(index)
      else await keep(outputs, found, index, pixels === undefined ? undefined : place++)
    }
    done += fitted.length
    counts.evaluated += readable.length
    counts.unreadable += fitted.length - readable.length
    onProgress?.(done, dataset.count)
  }
  return counts
}

/** The outputs whose stores miss something; every chunk's checksum is compared for that. */
async function missingOutputs(
  network: ExtractNetwork,
  targets: readonly ExtractTarget[],
  predictions: FeatureStore | null,
): Promise<Output[]> {
  const { card } = network.data
  const outputs: Omit<Output, 'writer'>[] = []
  const stores: FeatureStore[] = []
  for (const { layer, pooling, store } of targets) {
    const [channels = 1] = network.blobs.find(({ name }) => name === layer)?.shape ?? []
    const row = (values: Float32Array) => (pooling === 'mean' ? meanOverPositions(values, channels) : values)
    outputs.push({ blob: layer, row })
    stores.push(store)
  }
  if (predictions !== null && card.output !== undefined) {
    const normalised = isNormalised(network.data)
    outputs.push({ blob: card.output, row: (scores) => topFive(scores, normalised) })
    stores.push(predictions)
  }
  const found: Output[] = []
  for (const [i, output] of outputs.entries()) {
    const store = stores[i]
    const missing = await store?.missing({ verify: true })
    if (store && missing && missing.length > 0)
      found.push({ ...output, writer: new ChunkWriter(store, missing) })
  }
  return found
}

async function keep(
  outputs: readonly Output[],
  found: ReadonlyMap<string, Float32Array[]>,
  index: number,
  place: number | undefined,
): Promise<void> {
  for (const { writer, blob, row } of outputs) {
    if (!writer.wants(index)) continue
    const values = place === undefined ? undefined : found.get(blob)?.[place]
    await writer.put(index, values && row(values))
  }
}
