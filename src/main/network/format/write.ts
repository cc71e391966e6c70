import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'

export interface NewFile {
  readonly path: string
  /** The whole, or parts that follow one another. */
  readonly content: string | Uint8Array | Iterable<Uint8Array>
}

/**
 * Writes files under temporary names beside their places, and puts them there when all are on the disk. What is
 * left where that fails is what was there before.
 */
export async function writeTogether(files: readonly NewFile[]): Promise<void> {
  const suffix = `.${randomUUID()}.part`
  try {
    for (const { path, content } of files) {
      await using file = await open(`${path}${suffix}`, 'wx')
      await file.writeFile(content)
      await file.sync()
    }
    for (const { path } of files) await rename(`${path}${suffix}`, path)
  } finally {
    for (const { path } of files) await rm(`${path}${suffix}`, { force: true })
  }
}
