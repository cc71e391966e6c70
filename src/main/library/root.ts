import { dirname } from 'node:path'
import type { DatasetRecord } from '../workspace/datasets.ts'

/** What the files of a dataset's images are relative to: a table's folder, else its own path. */
export const rootOf = ({ kind, path }: Pick<DatasetRecord, 'kind' | 'path'>): string =>
  kind === 'table' ? dirname(path) : path
