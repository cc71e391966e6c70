import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import sharp from 'sharp'
import { ImageFileError, isAccessTrouble } from '../../dataset/errors.ts'
import { type ImageItem, isFile } from '../../dataset/item.ts'
import { readImageFile } from '../../dataset/read.ts'
import type { DatasetIndex, IndexedImage } from '../../workspace/dataset-index.ts'
import type { DatasetRecord } from '../../workspace/datasets.ts'
import { pathOf } from '../names.ts'
import type { Readers } from '../readers.ts'
import { Lanes } from './lanes.ts'
import type { ThumbnailStore } from './store.ts'

export const thumbnailSizes = [64, 128, 256] as const
export type ThumbnailSize = (typeof thumbnailSizes)[number]

/** An image of a dataset, and where it is read from. */
export interface ThumbnailOf {
  readonly record: DatasetRecord
  readonly index: DatasetIndex
  readonly image: IndexedImage
}

/** Upright, never enlarged, at most `size` on a side, as WebP; small raw pictures without loss. */
async function shrink(item: ImageItem, size: number): Promise<Buffer> {
  if (!isFile(item)) {
    const { width, height, channels, pixels } = item
    const small = Math.max(width, height) <= 64
    return sharp(pixels, { raw: { width, height, channels } })
      .resize(size, size, { fit: 'inside', withoutEnlargement: true })
      .webp(small ? { lossless: true } : { quality: 80 })
      .toBuffer()
  }
  return sharp(await readImageFile(item.file), { autoOrient: true, limitInputPixels: 200_000_000 })
    .resize(size, size, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .webp({ quality: 80 })
    .toBuffer()
}

/** Makes thumbnails of datasets' images on demand, a few at a time, and keeps them. */
export class Thumbnails {
  readonly #store: ThumbnailStore
  readonly #readers: Readers
  readonly #lanes: Lanes

  constructor(
    store: ThumbnailStore,
    readers: Readers,
    lanes = new Lanes(Math.max(2, availableParallelism())),
  ) {
    this.#store = store
    this.#readers = readers
    this.#lanes = lanes
  }

  /**
   * @throws {ImageFileError} where the image cannot be read or decoded, which the index then remembers
   * @throws {GivenUp} where `signal` aborts before its turn
   */
  async get(of: ThumbnailOf, size: ThumbnailSize, signal?: AbortSignal): Promise<Buffer> {
    const key = keyOf(of, size)
    return this.#store.get(key) ?? this.#lanes.run(() => this.#make(of, size, key), signal)
  }

  async #make({ record, index, image }: ThumbnailOf, size: ThumbnailSize, key: Uint8Array): Promise<Buffer> {
    const path = pathOf(image, record.kind)
    try {
      const item = await this.#readers.item(record, image)
      const made = await shrink(item, size).catch((cause: unknown) => {
        if (cause instanceof ImageFileError) throw cause
        const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause)
        throw new ImageFileError(`The image ${path} cannot be decoded (${reason}).`, { cause })
      })
      this.#store.put(key, made)
      return made
    } catch (error) {
      if (error instanceof ImageFileError && image.trouble === null && !isAccessTrouble(error)) {
        index.setTrouble(image.position, error.message)
      }
      throw error
    }
  }
}

/** What a thumbnail is kept under: all that says which pixels are in it, so that it outlives a refresh. */
function keyOf({ record, image }: ThumbnailOf, size: ThumbnailSize): Uint8Array {
  const { folder, name, bytes, modified } = image
  const named = JSON.stringify([record.path, record.kind, folder, name, bytes, modified, size])
  return createHash('sha256').update(named).digest().subarray(0, 16)
}
