import type { Metric } from '../../contract/feature.ts'
import * as tf from '../tensor/tf.ts'
import { BlockSearch } from './block-search.ts'
import { blockNumbers, groupSize } from './limits.ts'
import type { Matrix } from './matrix.ts'
import { metrics } from './metric.ts'
import { NearestList } from './nearest-list.ts'
import { productError, products } from './product.ts'

export interface NearestOptions {
  readonly k: number
  readonly metric: Metric
  /** The rows that count, ascending; all where it is left out. */
  readonly rows?: Int32Array | undefined
  /** A row that does not count, for each query; −1 for none. */
  readonly exclude?: Int32Array | undefined
  readonly signal?: AbortSignal | undefined
  /** Told now and then how many of query × row pairs are done, of how many. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** queries × k, nearest first, ties by index; index −1 and distance NaN where there are fewer rows. */
export interface Nearest {
  readonly index: Int32Array
  readonly distance: Float64Array
}

/**
 * The k nearest rows of each query, exactly: products in single precision find the candidates, whose distances are then taken in
 * double while their rows are at hand; a row is passed over only where its product's error cannot make up for its distance.
 * Memory is bounded whatever the matrix's size: about 160 MB besides the queries and the answer.
 * @param queries queries × width
 */
export async function nearest(
  matrix: Matrix,
  queries: Float32Array,
  options: NearestOptions,
): Promise<Nearest> {
  const { width } = matrix
  const count = queries.length / width
  if (!Number.isInteger(count))
    throw new RangeError(`The queries' ${queries.length} numbers are no whole rows of ${width}.`)
  const index = new Int32Array(count * options.k).fill(-1)
  const distance = new Float64Array(count * options.k).fill(Number.NaN)
  const most = groupSize(width)
  const error = await productError(width)
  const total = count * (options.rows?.length ?? matrix.count)
  let done = 0
  for (let start = 0; start < count; start += most) {
    const end = Math.min(start + most, count)
    const lists = await searchGroup(
      matrix,
      queries.subarray(start * width, end * width),
      { ...options, exclude: options.exclude?.subarray(start, end) },
      error,
      (pairs) => {
        done += pairs
        options.onProgress?.(done, total)
      },
    )
    lists.forEach((list, i) => {
      const at = (start + i) * options.k
      const found = list.sorted(index.subarray(at, at + options.k), distance.subarray(at, at + options.k))
      for (let j = at; j < at + found; j++) distance[j] = metrics[options.metric].distance(distance[j] ?? 0)
    })
  }
  return { index, distance }
}

async function searchGroup(
  matrix: Matrix,
  queries: Float32Array,
  { k, metric, rows, exclude, signal }: NearestOptions,
  error: number,
  onPairs: (pairs: number) => void,
): Promise<NearestList[]> {
  const { width } = matrix
  const count = queries.length / width
  const lists = Array.from({ length: count }, () => new NearestList(k))
  const search = new BlockSearch(metrics[metric], { values: queries, count, width, exclude }, error, lists)
  const tensor = tf.tensor2d(queries.slice(), [count, width])
  try {
    for await (const block of matrix.blocks({ rows, numbers: blockNumbers(count, width) })) {
      signal?.throwIfAborted()
      search.add(block, await products(tensor, block.values, block.rows.length))
      onPairs(count * block.rows.length)
    }
  } finally {
    tensor.dispose()
  }
  return lists
}
