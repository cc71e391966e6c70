import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import type { DatasetIndex } from '../workspace/dataset-index.ts'
import type { DatasetRecord } from '../workspace/datasets.ts'
import { rootOf } from './root.ts'

/** Folders looked at: a look must not take long. */
const limit = 5000

/** A folder and those above it, down from the dataset's own: "train/cat" is in "train", which is in "". */
function* upwards(folder: string): Generator<string> {
  for (
    let at = folder;
    at !== '' && !isAbsolute(at);
    at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : ''
  ) {
    yield at
  }
  yield ''
}

/**
 * What tells whether images were added or taken away since: the times of the folders they lie in, or of the files that hold many or name
 * them. A file changed in place is found by a refresh only.
 */
export async function stampOf(record: DatasetRecord, index: DatasetIndex): Promise<string> {
  if (record.kind === 'synthetic') return ''
  const folders = new Set<string>()
  for (const { path } of index.folders()) {
    if (folders.size >= limit) break
    for (const folder of upwards(path)) folders.add(folder)
  }
  const paths = [record.path, ...[...folders].map((folder) => join(rootOf(record), folder))]
  const times = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mtimeMs, size }) => [path, mtimeMs, size],
        () => [path],
      ),
    ),
  )
  return createHash('sha256').update(JSON.stringify(times)).digest('hex')
}
