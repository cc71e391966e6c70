import type { Image } from '../../contract/image.ts'
import { decodeImage } from '../dataset/decode.ts'
import type { Workspace } from './workspace.ts'

/** Decodes the file, so that what is stored is known to be an image, and stores it. Throws ImageFileError. */
export async function storeImage(workspace: Workspace, bytes: Buffer, name: string): Promise<Image> {
  const { width, height, notes } = await decodeImage(bytes, name)
  const hash = workspace.blobs.put(bytes)
  return workspace.images.add({ hash, name, width, height, notes: [...notes] })
}
