import { stat } from 'node:fs/promises'
import { fileOf } from '../dataset/source/entry-files.ts'
import { reasonOf } from '../dataset/source/list.ts'
import type { SourceEntry } from '../dataset/source/source.ts'

/** What can be said of an image's file without reading it. */
export interface FileFacts {
  readonly bytes: number
  /** Milliseconds since 1970. */
  readonly modified: number
  readonly trouble: string | null
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Size and time of an image, by its file or by what the source knows. */
export async function fileFacts(root: string, entry: SourceEntry): Promise<FileFacts> {
  const { packed } = entry
  if (packed !== undefined) {
    const { size, modified, trouble = null } = packed
    return { bytes: size, modified: Math.floor(modified), trouble }
  }
  try {
    const info = await stat(fileOf(root, entry))
    const facts = { bytes: info.size, modified: Math.floor(info.mtimeMs) }
    if (!info.isFile()) return { ...facts, trouble: 'It is not a file.' }
    return { ...facts, trouble: info.size === 0 ? 'It is empty.' : null }
  } catch (error) {
    return { bytes: 0, modified: 0, trouble: `${capital(reasonOf(error))}.` }
  }
}
