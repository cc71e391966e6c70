import type { TakenImage } from '../../contract/dataset.ts'
import { DatasetError, ImageFileError } from '../dataset/errors.ts'
import { encodedItem } from '../dataset/item.ts'
import type { DatasetIndex } from '../workspace/dataset-index.ts'
import type { DatasetRecord } from '../workspace/datasets.ts'
import { storeImage } from '../workspace/store-image.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { nameOf } from './names.ts'
import type { Readers } from './readers.ts'

/** Where images are taken from. */
export interface TakeFrom {
  readonly workspace: Workspace
  readonly readers: Readers
  readonly record: DatasetRecord
  readonly index: DatasetIndex
}

/** Puts images of a dataset into the workspace. One that cannot be read is answered with why. */
export async function takeImages(
  { workspace, readers, record, index }: TakeFrom,
  indexes: readonly number[],
): Promise<TakenImage[]> {
  const found = new Map(index.images(indexes).map((image) => [image.position, image]))
  const taken: TakenImage[] = []
  // One after another: several photographs decoded at once could fill the memory.
  for (const position of indexes) {
    try {
      const image = found.get(position)
      if (image === undefined) throw new DatasetError(`The dataset ${record.name} has no image ${position}.`)
      const item = await readers.item(record, image)
      const name = nameOf(image, record.kind)
      const { bytes, converted } = await encodedItem(item)
      const stored = await storeImage(workspace, bytes, converted ? `${name}.png` : name)
      taken.push({ index: position, image: stored, error: null })
    } catch (error) {
      if (!(error instanceof ImageFileError || error instanceof DatasetError)) throw error
      taken.push({ index: position, image: null, error: error.message })
    }
  }
  return taken
}
