import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { isHash } from '../../workspace/blobs.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { writeDurably } from '../../workspace/write.ts'
import { forever, sentence } from './answer.ts'

const sizes = new Set(['64', '256', '1024'])

/** Upright, never enlarged, at most `size` on a side. */
function shrink(file: Buffer, size: number): Promise<Buffer> {
  return sharp(file, { autoOrient: true, limitInputPixels: 200_000_000 })
    .resize(size, size, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .webp({ quality: 85 })
    .toBuffer()
}

/** `GET /thumbnail/<sha256>?size=256`: a stored image made small, kept for the next time. */
export async function thumbnailRoute(workspace: Workspace, hash: string, size: string): Promise<Response> {
  if (!sizes.has(size)) return sentence(400, 'A thumbnail has size 64, 256 or 1024.')
  if (!isHash(hash) || !workspace.blobs.has(hash)) return sentence(404, 'No such image is stored.')
  const kept = join(workspace.folder, 'thumbnails', size, `${hash}.webp`)
  const headers = { 'Content-Type': 'image/webp', 'Cache-Control': forever }
  const found = await readFile(kept).catch(() => undefined)
  if (found !== undefined) return new Response(new Uint8Array(found), { headers })
  const made = await shrink(await readFile(workspace.blobs.path(hash)), Number(size)).catch(() => undefined)
  if (made === undefined) return sentence(415, 'What is stored under this hash is not an image.')
  try {
    writeDurably(kept, made)
  } catch {
    // A full disk costs the cache, not the picture.
  }
  return new Response(new Uint8Array(made), { headers })
}
