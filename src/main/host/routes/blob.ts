import { open } from 'node:fs/promises'
import { type Blobs, isHash } from '../../workspace/blobs.ts'
import { forever, sentence } from './answer.ts'
import { mediaType, signatureLength } from './media-type.ts'

/** `GET /blob/<sha256>`: a stored file as it is. */
export async function blobRoute(blobs: Blobs, hash: string, request: Request): Promise<Response> {
  if (!isHash(hash) || !blobs.has(hash)) return sentence(404, 'No such file is stored.')
  const etag = `"${hash}"`
  const caching = { 'Cache-Control': forever, ETag: etag }
  if (request.headers.get('If-None-Match') === etag) {
    return new Response(null, { status: 304, headers: caching })
  }
  const file = await open(blobs.path(hash))
  try {
    const { size } = await file.stat()
    const head = Buffer.alloc(signatureLength)
    await file.read(head, 0, head.length, 0)
    const headers = { ...caching, 'Content-Type': mediaType(head), 'Content-Length': String(size) }
    // The stream closes the file at its end, or when whoever reads it goes away.
    return new Response(ReadableStream.from(file.createReadStream({ start: 0 })), { headers })
  } catch (error) {
    await file.close()
    throw error
  }
}
