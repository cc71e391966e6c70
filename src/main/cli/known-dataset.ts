import type { DatasetRecord } from '../workspace/datasets.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { didYouMean } from './did-you-mean.ts'
import { UsageError } from './errors.ts'

/**
 * The dataset that the command line names.
 * @throws {UsageError} naming those there are, where there is none of that id
 */
export function knownDataset({ datasets }: Workspace, id: string): DatasetRecord {
  const record = datasets.get(id)
  if (record !== undefined) return record
  const ids = datasets.list().map((dataset) => dataset.id)
  const there = ids.length === 0 ? 'none has been added yet' : `there are ${ids.join(', ')}`
  throw new UsageError(`There is no dataset "${id}": ${there}.${didYouMean(id, ids)}`)
}
