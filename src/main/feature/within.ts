import type { Within } from '../../contract/feature.ts'
import type { Dataset } from '../dataset/dataset.ts'

/**
 * The images with one of the labels and of one of the splits, ascending; undefined where all of them are. Null stands for images
 * without a label or split; a split that the dataset does not have has no images.
 */
export function rowsWithin(
  { count, labels, splits, splitOf }: Pick<Dataset, 'count' | 'labels' | 'splits' | 'splitOf'>,
  within: Within,
): Int32Array | undefined {
  if (within.labels === undefined && within.splits === undefined) return undefined
  const wanted = within.labels && new Set(within.labels.map((label) => label ?? -1))
  const places = within.splits && new Set(within.splits.map((name) => placeOf(splits, name)))
  const rows = []
  for (let row = 0; row < count; row++) {
    const fits = wanted?.has(labels[row] ?? -1) ?? true
    if (fits && (places?.has(splitOf[row] ?? -1) ?? true)) rows.push(row)
  }
  return Int32Array.from(rows)
}

const UNKNOWN = -2

function placeOf(splits: readonly string[], name: string | null): number {
  if (name === null) return -1
  const place = splits.indexOf(name)
  return place < 0 ? UNKNOWN : place
}
