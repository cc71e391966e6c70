import { readFile } from 'node:fs/promises'
import { isHash } from '../../workspace/blobs.ts'
import type { Cache } from '../../workspace/cache.ts'
import { forever, sentence } from './answer.ts'
import { mediaType, signatureLength } from './media-type.ts'

/** `GET /cache/<sha256>`: a file that was derived, activations for example, as long as it is kept. */
export async function cacheRoute(cache: Cache, key: string): Promise<Response> {
  const bytes = isHash(key) ? await readFile(cache.path(key)).catch(() => undefined) : undefined
  if (bytes === undefined) return sentence(404, 'This is not kept any more: ask for it again.')
  const headers = {
    'Cache-Control': forever,
    'Content-Type': mediaType(bytes.subarray(0, signatureLength)),
    'Content-Length': String(bytes.length),
  }
  return new Response(new Uint8Array(bytes), { headers })
}
