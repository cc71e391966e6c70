import { readFile } from 'node:fs/promises'
import { type Blobs, isHash } from '../../workspace/blobs.ts'
import { forever, sentence } from './answer.ts'
import { mediaType, signatureLength } from './media-type.ts'

/** `GET /blob/<sha256>`: a stored file as it is. None is larger than an upload may be. */
export async function blobRoute(blobs: Blobs, hash: string, request: Request): Promise<Response> {
  const bytes = isHash(hash) ? await readFile(blobs.path(hash)).catch(() => undefined) : undefined
  if (bytes === undefined) return sentence(404, 'No such file is stored.')
  const caching = { 'Cache-Control': forever, ETag: `"${hash}"` }
  if (request.headers.get('If-None-Match') === caching.ETag) {
    return new Response(null, { status: 304, headers: caching })
  }
  const type = mediaType(bytes.subarray(0, signatureLength))
  const headers = { ...caching, 'Content-Type': type, 'Content-Length': String(bytes.length) }
  return new Response(new Uint8Array(bytes), { headers })
}
