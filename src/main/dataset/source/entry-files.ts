import { isAbsolute, join } from 'node:path'
import type { ItemPlace, ItemReader } from './source.ts'

/** The file of an image that has one of its own. */
export function fileOf(root: string, { folder, name }: ItemPlace): string {
  return isAbsolute(folder) ? join(folder, name) : join(root, folder, name)
}

/** The reader of every kind whose images are files. */
export function fileReader(root: string): ItemReader {
  return { item: async (place) => ({ file: fileOf(root, place) }), close: async () => undefined }
}

/** Endings of image files. Some are of kinds that Guise does not read: those are listed, with that reason. */
const endings =
  /\.(?:jpe?g|jfif|jpe|png|webp|tiff?|gif|avif|bmp|heic|heif|jp2|j2k|jxl|p[bgpn]m|tga|exr|ico|svg)$/i

export const looksLikeImage = (name: string): boolean => endings.test(name) && !name.startsWith('.')
