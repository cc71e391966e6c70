import { readFile } from 'node:fs/promises'
import type { Result } from '../../contract/result.ts'
import type { Blobs } from './blobs.ts'

/**
 * A result as the files it is exported as, by name: exactly the stored pixels, those the report's numbers were
 * measured on.
 */
export async function resultFiles(blobs: Blobs, result: Result): Promise<Map<string, Uint8Array>> {
  const stored = (hash: string): Promise<Buffer> => readFile(blobs.path(hash))
  const { images, report } = result
  return new Map<string, Uint8Array>([
    ['adversary.png', await stored(images.adversary)],
    ['adversary.npy', await stored(images.float32)],
    ['difference.png', await stored(images.difference)],
    ['report.json', Buffer.from(`${JSON.stringify(report, null, 2)}\n`)],
  ])
}
