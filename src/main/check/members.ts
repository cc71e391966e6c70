import type { Dataset } from '../dataset/dataset.ts'

/** Which images of a dataset are checked. */
export interface Choice {
  /** Those of these splits; all where null. */
  readonly splits: readonly string[] | null
  /** At most so many, spread evenly over them. */
  readonly limit: number | null
}

/** The images' indexes, in the dataset's order. */
export function chosenMembers(
  { count, splits, splitOf }: Pick<Dataset, 'count' | 'splits' | 'splitOf'>,
  { splits: wanted, limit }: Choice,
): number[] {
  const places = new Set(wanted?.map((name) => splits.indexOf(name)))
  const all = Array.from({ length: count }, (_, i) => i).filter(
    (i) => wanted === null || places.has(splitOf[i] ?? -1),
  )
  if (limit === null || all.length <= limit) return all
  return Array.from({ length: limit }, (_, i) => all[Math.floor((i * all.length) / limit)] ?? 0)
}
