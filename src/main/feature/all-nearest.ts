import type { Metric } from '../../contract/feature.ts'
import { groupSize } from './limits.ts'
import type { Block, Matrix } from './matrix.ts'
import { nearest } from './neighbours.ts'
import { gatherRows } from './rows.ts'

/** Some rows with the nearest others of each. */
export interface NearestOfRows {
  readonly group: Block
  /** How many there are of each row: `k`, or fewer where there are not as many rows. */
  readonly k: number
  /** The group's rows × k. */
  readonly index: Int32Array
  readonly distance: Float64Array
}

export interface AllNearestOptions {
  readonly k: number
  readonly metric: Metric
  readonly signal?: AbortSignal | undefined
}

/** For every one of some rows (ascending) its k nearest others of them, a group at a time; rows that are not there are left out. */
export async function* allNearest(
  matrix: Matrix,
  rows: Int32Array,
  { k, metric, signal }: AllNearestOptions,
): AsyncGenerator<NearestOfRows> {
  const most = Math.max(1, Math.min(k, rows.length - 1))
  const numbers = groupSize(matrix.width) * matrix.width
  for await (const block of matrix.blocks({ rows, numbers })) {
    signal?.throwIfAborted()
    const group = gatherRows(block, matrix.width)
    const found = await nearest(matrix, group.values, {
      k: most,
      metric,
      rows,
      exclude: group.rows,
      signal,
    })
    yield { group, k: most, ...found }
  }
}
