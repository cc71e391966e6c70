import type { ImageItem } from '../dataset/item.ts'
import { sourceKind } from '../dataset/source/registry.ts'
import type { ItemPlace, ItemReader } from '../dataset/source/source.ts'
import type { DatasetRecord } from '../workspace/datasets.ts'

/** The reader of a dataset's images as they lie on disk. */
export function readerOf(record: DatasetRecord): ItemReader {
  return sourceKind(record.kind).reader(record.path, record.options)
}

/** Readers kept open: files of many images are not opened, or unpacked, for each. */
export class Readers {
  readonly #kept = new Map<string, ItemReader>()
  readonly #limit: number

  /** @param limit how many are kept open; a packed file may hold 2 GiB of memory */
  constructor(limit = 3) {
    this.#limit = limit
  }

  /** Rejects with ImageFileError where the image cannot be read. */
  item(record: DatasetRecord, place: ItemPlace): Promise<ImageItem> {
    // After a refresh the files are opened anew.
    const key = `${record.id} ${record.current ?? record.building}`
    const reader = this.#kept.get(key) ?? readerOf(record)
    this.#kept.delete(key)
    this.#kept.set(key, reader)
    for (const [oldest, other] of this.#kept) {
      if (this.#kept.size <= this.#limit) break
      this.#kept.delete(oldest)
      void other.close()
    }
    return reader.item(place)
  }

  async close(): Promise<void> {
    const readers = [...this.#kept.values()]
    this.#kept.clear()
    for (const reader of readers) await reader.close()
  }
}
