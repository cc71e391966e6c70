import { DatasetError } from '../dataset/errors.ts'
import { sourceKind } from '../dataset/source/registry.ts'
import type { SourceEntry } from '../dataset/source/source.ts'
import type { DatasetIndex } from '../workspace/dataset-index.ts'
import type { DatasetRecord } from '../workspace/datasets.ts'
import { Owner } from '../workspace/owner.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { IndexWriter } from './index-writer.ts'
import { measureImages } from './measure.ts'
import { Previous } from './previous.ts'
import { rootOf } from './root.ts'
import { stampOf } from './stamp.ts'

/** Images written in one transaction. */
const batch = 2000

/** How far it is: first the images are listed, then looked into. */
export interface IndexProgress {
  readonly phase: 'listing' | 'measuring'
  readonly done: number
  /** Null where it is not known how many there will be. */
  readonly total: number | null
}

export interface IndexOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined
}

/** Says in a sentence, for the dataset's own record, why it ended. */
const reason = (error: unknown, signal: AbortSignal | undefined): string => {
  if (signal?.aborted) return 'Indexing was stopped; refresh the dataset to go on.'
  return error instanceof Error ? error.message : String(error)
}

async function list(
  index: DatasetIndex,
  record: DatasetRecord,
  previous: Previous | undefined,
  { signal, onProgress }: IndexOptions,
): Promise<void> {
  const source = await sourceKind(record.kind).open(record.path, record.options)
  try {
    const writer = new IndexWriter(index, { source, root: rootOf(record), previous })
    let entries: SourceEntry[] = []
    for await (const entry of source.scan({ signal, onNote: (sentence) => writer.note(sentence) })) {
      if (entries.push(entry) < batch) continue
      signal?.throwIfAborted()
      await writer.add(entries)
      entries = []
      onProgress?.({ phase: 'listing', done: writer.written, total: source.count })
      // Others have work in this process too.
      await new Promise((resolve) => setImmediate(resolve))
    }
    if (entries.length > 0) await writer.add(entries)
    writer.finish()
  } finally {
    await source.close()
  }
}

/**
 * Indexes a dataset, or indexes it anew: lists its images, puts that list in the place of the one in use, then looks into each. Ends where
 * everything is known, and goes on from where it was stopped or killed.
 * @throws {DatasetError} where it cannot be read, or another process is at it
 * @throws the signal's reason where that aborts
 */
export async function indexDataset(
  workspace: Workspace,
  id: string,
  options: IndexOptions = {},
): Promise<void> {
  const { datasets } = workspace
  const before = datasets.get(id)
  if (before === undefined) throw new DatasetError(`There is no dataset “${id}”.`)
  const owner = new Owner(workspace.folder)
  try {
    const building = datasets.begin(id, owner.id)
    if (building === undefined) {
      throw new DatasetError(
        `The dataset ${before.name} is being indexed by another Guise; wait for that to end.`,
      )
    }
    try {
      const previous = before.current === null ? undefined : new Previous(datasets.index(id, before.current))
      await list(building, before, previous, options)
      building.setStamp(await stampOf(before, building))
      datasets.complete(id)
      const { images: total } = building.summary()
      const { signal, onProgress } = options
      await measureImages(building, rootOf(before), {
        signal,
        onProgress: (done) => onProgress?.({ phase: 'measuring', done, total }),
      })
    } catch (error) {
      datasets.fail(id, reason(error, options.signal))
      throw error
    }
  } finally {
    owner.release()
  }
}
