import { existsSync } from 'node:fs'
import type { Dataset, DatasetDetail, DatasetState } from '../../contract/dataset.ts'
import type { DatasetIndex, IndexSummary } from '../workspace/dataset-index.ts'
import type { DatasetRecord } from '../workspace/datasets.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { pathOf } from './names.ts'

/** The index that is shown: the one in use, or, before there is one, what there is of the first. */
export function shownIndex({ datasets }: Workspace, record: DatasetRecord): DatasetIndex | undefined {
  const key = record.current ?? record.building
  return key === null ? undefined : datasets.index(record.id, key)
}

function stateOf({ datasets }: Workspace, record: DatasetRecord): DatasetState {
  const { id, path, kind, current, error } = record
  if (kind !== 'synthetic' && !existsSync(path)) return 'missing'
  if (current !== null) return 'ready'
  // Between being added and its job's beginning it waits; one that was begun by a process that is gone does not.
  const begun = datasets.wasBegun(id)
  return error === null && (!begun || datasets.isBeingIndexed(id)) ? 'indexing' : 'incomplete'
}

const nothing: IndexSummary = {
  images: 0,
  measured: 0,
  hash: null,
  columns: [],
  notes: [],
  indexedAt: null,
  stamp: '',
}

/** A dataset as lists show it. */
export function datasetSummary(workspace: Workspace, record: DatasetRecord): Dataset {
  const { id, name, kind, path, error } = record
  const index = shownIndex(workspace, record)
  const { images, measured, hash, indexedAt } = index?.summary() ?? nothing
  return {
    ...{ id, name, kind, path, error, images, measured, hash, indexedAt },
    state: stateOf(workspace, record),
    unreadable: index?.unreadableCount() ?? 0,
    classCount: index?.classes().length ?? 0,
    splits: index?.splits() ?? [],
  }
}

/** Images that cannot be read or decoded, with the reason. */
export function unreadableImages(
  workspace: Workspace,
  record: DatasetRecord,
  start: number,
  count: number,
): { index: number; path: string; reason: string }[] {
  const images = shownIndex(workspace, record)?.unreadable(start, count) ?? []
  return images.map((image) => ({
    index: image.position,
    path: pathOf(image, record.kind),
    reason: image.trouble ?? '',
  }))
}

/** A dataset with its classes. */
export function datasetDetail(workspace: Workspace, record: DatasetRecord): DatasetDetail {
  const index = shownIndex(workspace, record)
  const { columns, notes } = index?.summary() ?? nothing
  return {
    ...datasetSummary(workspace, record),
    classes: (index?.classes() ?? []).map((one, label) => ({ label, ...one })),
    columns: [...columns],
    notes: [...notes],
  }
}
