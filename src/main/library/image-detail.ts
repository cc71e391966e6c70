import { createHash } from 'node:crypto'
import type { DatasetImage, DatasetImageDetail } from '../../contract/dataset.ts'
import { decodeImage, readImageHeader } from '../dataset/decode.ts'
import { ImageFileError, isAccessTrouble } from '../dataset/errors.ts'
import { type ImageItem, isFile } from '../dataset/item.ts'
import { readImageFile } from '../dataset/read.ts'
import type { DatasetIndex, IndexedImage } from '../workspace/dataset-index.ts'
import type { DatasetRecord } from '../workspace/datasets.ts'
import type { Readers } from './readers.ts'

type Content = Pick<DatasetImageDetail, 'hash' | 'format' | 'notes' | 'unreadable' | 'width' | 'height'>

async function contentOf(item: ImageItem, name: string): Promise<Content> {
  if (!isFile(item)) {
    const hash = createHash('sha256').update(item.pixels).digest('hex')
    const { width, height } = item
    return { hash, format: 'raw pixels', notes: [], unreadable: null, width, height }
  }
  const bytes = await readImageFile(item.file)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const { format } = await readImageHeader(bytes, name)
  const { width, height, notes } = await decodeImage(bytes, name)
  return { hash, format, notes: [...notes], unreadable: null, width, height }
}

/** Reads and decodes an image to say all there is to say of it; what is found out is remembered in the index. */
export async function imageDetail(
  { readers, record, index }: { readers: Readers; record: DatasetRecord; index: DatasetIndex },
  image: IndexedImage,
  row: DatasetImage,
): Promise<DatasetImageDetail> {
  const names = index.summary().columns
  const facts = {
    bytes: image.bytes,
    modified: image.modified === 0 ? null : new Date(image.modified).toISOString(),
    columns: (image.columns ?? []).map((value, i) => ({ name: names[i] ?? '', value })),
  }
  try {
    const content = await contentOf(await readers.item(record, image), row.name)
    if (content.hash !== null && content.hash !== image.hash) index.setHash(image.position, content.hash)
    return { ...row, ...facts, ...content }
  } catch (error) {
    if (!(error instanceof ImageFileError)) throw error
    if (image.trouble === null && !isAccessTrouble(error)) index.setTrouble(image.position, error.message)
    const unreadable = image.trouble ?? error.message
    return { ...row, ...facts, hash: image.hash, format: null, notes: [], unreadable }
  }
}
