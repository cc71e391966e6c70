import sharp from 'sharp'
import { type DecodedImage, decodeImage, decodePixels, type Pixels } from './decode.ts'
import { type FileState, readImageFile, readImageFileSync } from './read.ts'

/** An image that lies in a file of its own. */
export interface ImageFile {
  readonly file: string
  /** As its dataset's index knows it. */
  readonly indexed?: FileState | undefined
}

/** An image out of a file of many, or rendered: 8-bit pixels, height × width × channels, in a buffer of their own. */
export interface RawPixels {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly pixels: Uint8Array
}

/** What a source gives for one of its images. Can be sent to a worker thread as it is. */
export type ImageItem = ImageFile | RawPixels

export const isFile = (item: ImageItem): item is ImageFile => 'file' in item

/**
 * Decodes an image of a dataset.
 * @param name what to call it in errors' sentences
 * @throws {ImageFileError} where it cannot be read or decoded
 */
export async function decodeItem(item: ImageItem, name: string): Promise<DecodedImage> {
  if (isFile(item)) return decodeImage(await readImageFile(item.file), name)
  const { width, height, channels } = item
  const pixels = channels === 3 ? item.pixels : tripled(item.pixels)
  return { width, height, pixels, notes: [], grey: channels === 1 }
}

/** The pixels alone; the file is read while the thread waits, and must be as it was indexed. */
export async function decodeItemHere(item: ImageItem, name: string): Promise<Pixels> {
  return isFile(item)
    ? decodePixels(readImageFileSync(item.file, item.indexed), name)
    : decodeItem(item, name)
}

function tripled(grey: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(grey.length * 3)
  for (let i = 0; i < grey.length; i++) pixels.fill(grey[i] ?? 0, 3 * i, 3 * i + 3)
  return pixels
}

/**
 * An image as a file: its own, or raw pixels as a PNG.
 * @throws {ImageFileError} where it cannot be read
 */
export async function encodedItem(item: ImageItem): Promise<{ bytes: Buffer; converted: boolean }> {
  if (isFile(item)) return { bytes: await readImageFile(item.file), converted: false }
  const { width, height, channels, pixels } = item
  const bytes = await sharp(pixels, { raw: { width, height, channels } }).png().toBuffer()
  return { bytes, converted: true }
}
