import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { PublishedHash } from './published.ts'

/** The hash of a file's bytes, in lower-case hexadecimal. Aborting rejects. */
export async function hashFile(
  file: string,
  algorithm: PublishedHash['algorithm'],
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash, signal ? { signal } : {})
  return hash.digest('hex')
}
