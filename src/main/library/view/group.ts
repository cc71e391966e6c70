import type { DatasetGroup, DatasetGrouping } from '../../../contract/dataset.ts'
import type { Filtered } from './filter.ts'

/** An image's group, −1 for none, and what the groups are called. */
interface Grouping {
  readonly of: (position: number) => number
  readonly count: number
  readonly name: (value: number) => string
  readonly none: string
}

function groupingOf(group: Exclude<DatasetGrouping, 'none'>, filtered: Filtered): Grouping {
  const { columns, classes, splits, evidence } = filtered
  switch (group) {
    case 'label':
      return {
        of: (position) => columns.labels[position] ?? -1,
        count: classes.length,
        name: (value) => classes[value]?.name ?? '',
        none: 'No class',
      }
    case 'split':
      return {
        of: (position) => columns.splits[position] ?? -1,
        count: splits.length,
        name: (value) => splits[value] ?? '',
        none: 'No split',
      }
    case 'predicted':
      return {
        of: (position) => evidence?.top(position) ?? -1,
        count: evidence?.predictions.top.reduce((most, top) => Math.max(most, top + 1), 0) ?? 0,
        name: (value) => evidence?.labelOf(value) ?? '',
        none: 'Not predicted',
      }
  }
}

/**
 * Brings positions together by group, each group's in the order they had, those without a group last.
 * @returns the positions and the groups that have any
 */
export function grouped(
  positions: Int32Array,
  group: DatasetGrouping,
  filtered: Filtered,
): { positions: Int32Array; groups: DatasetGroup[] } {
  if (group === 'none') return { positions, groups: [] }
  const { of, count, name, none } = groupingOf(group, filtered)
  const slot = (position: number): number => {
    const value = of(position)
    return value < 0 ? count : value
  }
  const counts = new Int32Array(count + 1)
  for (const position of positions) counts[slot(position)] = (counts[slot(position)] ?? 0) + 1
  const starts = new Int32Array(count + 1)
  for (let i = 1; i <= count; i++) starts[i] = (starts[i - 1] ?? 0) + (counts[i - 1] ?? 0)
  const groups = [...counts].flatMap((size, value): DatasetGroup[] =>
    size === 0
      ? []
      : [
          {
            value: value === count ? null : value,
            name: value === count ? none : name(value),
            start: starts[value] ?? 0,
            count: size,
          },
        ],
  )
  const ordered = new Int32Array(positions.length)
  for (const position of positions) {
    const at = slot(position)
    ordered[starts[at] ?? 0] = position
    starts[at] = (starts[at] ?? 0) + 1
  }
  return { positions: ordered, groups }
}
