import type { Dataset } from '../dataset/dataset.ts'
import { DatasetError, ImageFileError, isAccessTrouble } from '../dataset/errors.ts'
import { fitImage } from '../dataset/fit.ts'
import { decodeItem, type ImageItem, isFile } from '../dataset/item.ts'
import type { DatasetIndex, IndexedImage } from '../workspace/dataset-index.ts'
import type { DatasetRecord } from '../workspace/datasets.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { pathOf } from './names.ts'
import { readerOf } from './readers.ts'
import { readColumns } from './view/columns.ts'

/** The record of a dataset, and its finished index. Throws DatasetError where there is none. */
export function readyIndex(workspace: Workspace, id: string): { record: DatasetRecord; index: DatasetIndex } {
  const record = workspace.datasets.get(id)
  if (record === undefined) {
    const ids = workspace.datasets.list().map((dataset) => dataset.id)
    const known = ids.length === 0 ? 'none has been added' : `there are ${ids.join(', ')}`
    throw new DatasetError(`There is no dataset “${id}”: ${known}.`)
  }
  if (record.current === null) {
    throw new DatasetError(`The dataset ${record.name} has not been indexed to its end: refresh it first.`)
  }
  return { record, index: workspace.datasets.index(id, record.current) }
}

/**
 * Opens an indexed dataset of a workspace for reading. It stays the same, even where the dataset is refreshed meanwhile.
 * @throws {DatasetError} where there is none of that id, or its images have not all been found yet
 */
export async function openDataset(workspace: Workspace, id: string): Promise<Dataset> {
  const { record, index } = readyIndex(workspace, id)
  const { images: count, hash } = index.summary()
  const { labels, splits: splitOf } = await readColumns(index)
  const splits = index.splits().map(({ name }) => name)
  const reader = readerOf(record)

  const image = (at: number): IndexedImage => {
    const found = Number.isInteger(at) && at >= 0 && at < count ? index.image(at) : undefined
    if (found === undefined)
      throw new RangeError(`The dataset ${record.name} has no image ${at} of ${count}.`)
    return found
  }
  const item = async (at: number): Promise<ImageItem> => {
    const found = image(at)
    if (found.trouble !== null) {
      throw new ImageFileError(`The image ${pathOf(found, record.kind)} cannot be read: ${found.trouble}`)
    }
    const { bytes, modified } = found
    const place = await reader.item(found)
    return isFile(place) ? { ...place, indexed: { bytes, modified } } : place
  }
  const decode: Dataset['decode'] = async (at) => {
    try {
      return await decodeItem(await item(at), image(at).name)
    } catch (error) {
      const damaged = error instanceof ImageFileError && !isAccessTrouble(error)
      if (damaged && image(at).trouble === null) index.setTrouble(at, error.message)
      throw error
    }
  }
  return {
    ...{ id, name: record.name, hash: hash ?? '', count, labels, splits, splitOf, item, decode },
    classes: index.classes().map(({ key, name }) => ({ key, name })),
    entry: (at) => {
      const found = image(at)
      return {
        index: at,
        path: pathOf(found, record.kind),
        label: found.label,
        split: splits[found.split ?? -1] ?? null,
        unreadable: found.trouble,
      }
    },
    pixels: async (at, card) => fitImage(await decode(at), card),
    markUnreadable: (at, reason) => index.setTrouble(at, reason),
    close: () => reader.close(),
  }
}
