import type { Metric } from '../../contract/feature.ts'
import type { Dataset } from '../dataset/dataset.ts'
import type { FitCard } from '../dataset/fit.ts'
import type { ApproximateIndex } from './approximate.ts'
import { nearest } from './neighbours.ts'
import type { FeatureStore } from './store.ts'
import { StoredMatrix } from './stored-matrix.ts'

/** A point to ask about. */
export interface AskedPoint {
  readonly representation: Float32Array
  /** Its index where it is an image of the dataset, else −1. */
  readonly member: number
  /** Its pixels as the network takes them; null for a member. */
  readonly pixels: Float32Array | null
}

export interface Found {
  readonly index: number
  readonly distance: number
}

export interface SearchOptions {
  readonly k: number
  readonly metric: Metric
  readonly rows?: Int32Array | undefined
  /** Leaves out the images that are the very point asked about: itself, or one of the same pixels. */
  readonly excludeSelf: boolean
  /** Looks only at the rows that this index proposes; `rows` does not count then. */
  readonly approximate?: ApproximateIndex | undefined
  readonly signal?: AbortSignal | undefined
}

/** What is read of the dataset, to tell whether an image is the point asked about. */
export interface SearchedDataset {
  readonly dataset: Pick<Dataset, 'pixels'>
  readonly card: FitCard
}

/** Rows an approximate index proposes for each that is asked for. */
const PROPOSED = 2
/** Copies of one picture that a dataset may have beside each other. */
const COPIES = 8
/** An image's own representation, computed in another batch, is no farther than this share of its length. */
const SAME = 1e-3

/**
 * The k nearest images of each point, nearest first.
 * @param searched needed where a point that is no member is not to find itself
 */
export async function searchStore(
  store: FeatureStore,
  searched: SearchedDataset | null,
  points: readonly AskedPoint[],
  options: SearchOptions,
): Promise<Found[][]> {
  const { k, metric, excludeSelf } = options
  const outside = excludeSelf && searched !== null
  const asked = { ...options, k: outside ? k + COPIES : k }
  const found = await (options.approximate
    ? proposed(store, points, asked, options.approximate)
    : exactly(store, points, asked))
  if (!outside) return found
  return Promise.all(
    points.map(async (point, i) => {
      const others = await withoutSelf(found[i] ?? [], point, metric, searched)
      return others.slice(0, k)
    }),
  )
}

async function exactly(
  store: FeatureStore,
  points: readonly AskedPoint[],
  { k, metric, rows, excludeSelf, signal }: SearchOptions,
): Promise<Found[][]> {
  const { width } = store.manifest
  const queries = new Float32Array(points.length * width)
  points.forEach(({ representation }, i) => {
    queries.set(representation, i * width)
  })
  const exclude = Int32Array.from(points, ({ member }) => (excludeSelf ? member : -1))
  const found = await nearest(new StoredMatrix(store), queries, { k, metric, rows, exclude, signal })
  return points.map((_, i) =>
    Array.from({ length: k }, (_, j) => ({
      index: found.index[i * k + j] ?? -1,
      distance: found.distance[i * k + j] ?? Number.NaN,
    })).filter(({ index }) => index >= 0),
  )
}

/** The nearest of the rows that an index proposes, their distances exact. */
async function proposed(
  store: FeatureStore,
  points: readonly AskedPoint[],
  options: SearchOptions,
  index: ApproximateIndex,
): Promise<Found[][]> {
  const found: Found[][] = []
  for (const point of points) {
    const rows = index.candidates(point.representation, PROPOSED * (options.k + 1)).sort()
    found.push(...(await exactly(store, [point], { ...options, rows })))
  }
  return found
}

async function withoutSelf(
  found: readonly Found[],
  { pixels, representation }: AskedPoint,
  metric: Metric,
  { dataset, card }: SearchedDataset,
): Promise<Found[]> {
  if (pixels === null) return [...found]
  const squares = representation.reduce((sum, value) => sum + value * value, 0)
  const length = metric === 'cosine' ? 1 : Math.sqrt(squares)
  const others: Found[] = []
  for (const one of found) {
    const near = one.distance <= SAME * length
    if (!near || !equal(await dataset.pixels(one.index, card), pixels)) others.push(one)
  }
  return others
}

const equal = (a: Float32Array, b: Float32Array): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i])
