import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { diskError } from './errors.ts'

/**
 * Writes a file under a temporary name and renames it, so that its name is never there with half of its bytes, even when the
 * process is killed. It is not flushed: after a power cut its checksum tells, and it is computed again.
 * @throws {FeatureError} where the disk will not take it; nothing is left behind then
 */
export async function placeFile(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const temporary = `${path}.${randomUUID()}.part`
  try {
    const file = await open(temporary, 'wx')
    try {
      for (const part of parts) await file.writeFile(part)
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw diskError(path, cause)
  }
}
