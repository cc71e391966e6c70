import type { Metric } from '../../contract/feature.ts'
import * as tf from '../tensor/tf.ts'
import { allNearest } from './all-nearest.ts'
import { blockNumbers } from './limits.ts'
import type { Block, Matrix } from './matrix.ts'
import { metrics } from './metric.ts'
import { products } from './product.ts'

/** The distances within a class. */
export interface ClassStatistics {
  /** Rows of the class that are there. */
  readonly members: number
  /** Mean distance over all pairs of different members; NaN of fewer than two. */
  readonly meanPairwise: number
  /** Mean over members of the distance to their nearest other member; NaN of fewer than two. */
  readonly meanNearest: number
  /** Each member's mean distance to its `nearest` nearest other members (all others where there are fewer), by row. */
  readonly means: Float64Array
}

export interface StatisticsOptions {
  readonly metric: Metric
  /** Neighbours a member's mean is taken over: the paper's is 3. */
  readonly nearest: number
  readonly signal?: AbortSignal | undefined
}

/** Where less than this share of the squares is left, float32 has lost it to cancellation. */
const CANCELLED = 1e-3

/**
 * The statistics that the measures divide by, of the members of a class (`rows`, ascending): d̄ and d̄₁ of the paper, and what its rank
 * difference ranks. Distances between near duplicates are taken in double, means too.
 */
export async function classStatistics(
  matrix: Matrix,
  rows: Int32Array,
  options: StatisticsOptions,
): Promise<ClassStatistics> {
  const { metric, signal } = options
  let sum = 0
  let pairs = 0
  const nearestOf: number[] = []
  const means: number[] = []
  for await (const { group, k, distance } of allNearest(matrix, rows, {
    k: options.nearest,
    metric,
    signal,
  })) {
    const added = await sumOfDistances(matrix, rows, group, options)
    sum += added.sum
    pairs += added.pairs
    group.rows.forEach((_, i) => {
      const found = distance.subarray(i * k, (i + 1) * k).filter((value) => !Number.isNaN(value))
      nearestOf.push(found[0] ?? Number.NaN)
      means.push(mean(found))
    })
  }
  return {
    members: means.length,
    meanPairwise: sum / pairs,
    meanNearest: mean(nearestOf),
    means: Float64Array.from(means),
  }
}

/**
 * The percentage of a class's members whose mean distance to their nearest is smaller than this one: the paper's rank of a point.
 */
export function rankInClass({ means }: Pick<ClassStatistics, 'means'>, own: number): number {
  const smaller = means.reduce((count, value) => (value < own ? count + 1 : count), 0)
  return (100 * smaller) / means.length
}

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length

/** Σ distance over the pairs of a member of the group and any member with a higher index. */
async function sumOfDistances(
  matrix: Matrix,
  rows: Int32Array,
  group: Block,
  { metric, signal }: StatisticsOptions,
): Promise<{ sum: number; pairs: number }> {
  const { width } = matrix
  const kind = metrics[metric]
  const count = group.rows.length
  const later = rows.filter((row) => row >= (group.rows[0] ?? 0))
  const tensor = tf.tensor2d(group.values.slice(), [count, width])
  let sum = 0
  let pairs = 0
  try {
    for await (const block of matrix.blocks({ rows: later, numbers: blockNumbers(count, width) })) {
      signal?.throwIfAborted()
      const size = block.rows.length
      const found = await products(tensor, block.values, size)
      const [a, b] = [new Float64Array(size), new Float64Array(size)]
      kind.coefficients(block.norms, a, b)
      for (let i = 0; i < count; i++) {
        const norm = group.norms[i] ?? 0
        const { offset, scale } = kind.query(norm)
        const own = group.values.subarray(i * width, (i + 1) * width)
        for (let j = 0; j < size; j++) {
          const other = block.norms[j] ?? 0
          if ((block.rows[j] ?? 0) <= (group.rows[i] ?? 0) || Number.isNaN(other)) continue
          let key = offset + scale * ((a[j] ?? 0) + (b[j] ?? 0) * (found[i * size + j] ?? 0))
          if (key < CANCELLED * (metric === 'cosine' ? 1 : norm + other))
            key = kind.exact(own, norm, block.values, j * width, other)
          sum += kind.distance(key)
          pairs++
        }
      }
    }
  } finally {
    tensor.dispose()
  }
  return { sum, pairs }
}
