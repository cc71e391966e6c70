import type { DatasetFilter, DatasetGrouping, DatasetQuery, DatasetSort } from '../../contract/dataset.ts'

/** What the gallery's controls say. Empty lists, and null, ask for nothing. */
export interface GalleryFilter {
  readonly labels: readonly number[]
  readonly splits: readonly string[]
  readonly predicted: readonly number[]
  readonly correct: boolean | null
  readonly text: string
}

export const NO_FILTER: GalleryFilter = { labels: [], splits: [], predicted: [], correct: null, text: '' }

export interface GalleryOrder {
  readonly by: DatasetSort['by']
  readonly descending: boolean
  readonly group: DatasetGrouping
}

/** Whether the controls leave anything out. */
export function isFiltered(filter: GalleryFilter): boolean {
  return Object.keys(filterOf(filter, true)).length > 0
}

/**
 * The engine's query for what the controls say. Without a network whose predictions could be meant, what asks for them
 * is left out.
 */
export function queryOf(
  id: string,
  filter: GalleryFilter,
  { by, descending, group }: GalleryOrder,
  network: string | null,
): DatasetQuery {
  return {
    id,
    filter: filterOf(filter, network !== null),
    sort: by === 'confidence' && !network ? { by: 'index' } : { by, descending },
    group: group === 'predicted' && !network ? 'none' : group,
    ...(network ? { network } : {}),
  }
}

function filterOf(filter: GalleryFilter, predictions: boolean): DatasetFilter {
  const { labels, splits, predicted, correct } = filter
  const text = filter.text.trim()
  return {
    ...(labels.length > 0 ? { labels: [...labels] } : {}),
    ...(splits.length > 0 ? { splits: [...splits] } : {}),
    ...(text ? { text } : {}),
    ...(predictions && predicted.length > 0 ? { predicted: [...predicted] } : {}),
    ...(predictions && correct !== null ? { correct } : {}),
  }
}
