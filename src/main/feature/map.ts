import { Worker } from 'node:worker_threads'
import type { Metric } from '../../contract/feature.ts'
import { generator } from '../dataset/random.ts'
import { allNearest } from './all-nearest.ts'
import { FeatureError } from './errors.ts'
import type { LayoutRequest } from './layout.ts'
import type { Matrix } from './matrix.ts'
import { sample } from './sample.ts'
import { workerFile } from './worker-file.ts'

export interface MapSettings {
  readonly metric: Metric
  /** Neighbours that each point keeps close, itself counted, as UMAP does. */
  readonly neighbours: number
  readonly minDistance: number
  readonly seed: number
  /** Most points; of more rows a seeded sample is taken. */
  readonly limit: number
}

export interface MapOptions {
  readonly signal?: AbortSignal | undefined
  /** Told how many of the steps are done: the first half find neighbours, the second lay the points out. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** Rows laid out in two dimensions. */
export interface FeatureMap {
  /** The rows mapped, ascending. */
  readonly rows: Int32Array
  /** x and y of each. */
  readonly points: Float32Array
  /** Rows that there were before sampling. */
  readonly members: number
}

const STEPS = 1000
const FEWEST = 4

/**
 * Lays rows (ascending) out by UMAP (McInnes, Healy and Melville, 2018) over their exact nearest neighbours. The same seed gives the
 * same map.
 * @throws {FeatureError} where there are too few rows
 */
export async function mapRows(
  matrix: Matrix,
  rows: Int32Array,
  settings: MapSettings,
  { signal, onProgress }: MapOptions = {},
): Promise<FeatureMap> {
  const random = generator(settings.seed)
  const chosen = sample(rows, settings.limit, random)
  const k = Math.min(settings.neighbours, chosen.length - 1)
  if (chosen.length < FEWEST) throw tooFew(chosen.length)
  const mapped: number[] = []
  const indices: Int32Array[] = []
  const distances: number[][] = []
  for await (const found of allNearest(matrix, chosen, { k: k - 1, metric: settings.metric, signal })) {
    found.group.rows.forEach((row, i) => {
      mapped.push(row)
      indices.push(found.index.slice(i * found.k, (i + 1) * found.k))
      distances.push([0, ...found.distance.subarray(i * found.k, (i + 1) * found.k)])
    })
    onProgress?.(Math.floor((STEPS / 2) * (mapped.length / chosen.length)), STEPS)
  }
  if (mapped.length <= k) throw tooFew(mapped.length)
  const place = new Map(mapped.map((row, i) => [row, i]))
  // A point is the first of its own neighbours.
  const known = indices.map((found, i) => [i, ...Array.from(found, (row) => place.get(row) ?? -1)])
  signal?.throwIfAborted()
  const { minDistance, seed } = settings
  const request = { indices: known, distances, neighbours: k, minDistance, seed }
  const points = await laidOut(request, { signal, onProgress })
  return { rows: Int32Array.from(mapped), points, members: rows.length }
}

const tooFew = (count: number): FeatureError =>
  new FeatureError(`A map needs at least ${FEWEST} images; there are ${count}.`)

/** Lays out on a thread of its own: it takes seconds at a stretch, and the engine has others to answer. */
function laidOut(request: LayoutRequest, { signal, onProgress }: MapOptions): Promise<Float32Array> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(workerFile('layout-worker'), { workerData: request })
    const stop = (): void => {
      void thread.terminate()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', stop, { once: true })
    thread.on('message', (told: { readonly share: number } | { readonly points: Float32Array }) => {
      if ('points' in told) resolve(told.points)
      else onProgress?.(Math.floor((STEPS / 2) * (1 + told.share)), STEPS)
    })
    thread.on('error', reject)
    thread.on('exit', () => signal?.removeEventListener('abort', stop))
  })
}
