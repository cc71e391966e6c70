import { readFileSync, type Stats, statSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { ImageAwayError, ImageFileError } from './errors.ts'

const MAX_FILE_BYTES = 512 * 2 ** 20

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EACCES: 'you may not read it; check its permissions',
  EPERM: 'you may not read it; check its permissions',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
}

function sentence(path: string, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause))
  return `The image ${path} cannot be read: ${reason}.`
}

/**
 * The bytes of an image file.
 * @throws {ImageFileError} where it is missing, a folder, something that is no file, larger than 512 MiB or unreadable.
 */
export async function readImageFile(path: string): Promise<Buffer> {
  try {
    checkKind(path, await stat(path))
    return await readFile(path)
  } catch (cause) {
    throw refusal(path, cause)
  }
}

/** A file's bytes and time (whole milliseconds since 1970) when it was indexed. */
export interface FileState {
  readonly bytes: number
  readonly modified: number
}

/**
 * The same for a thread that has nothing else to do: a third of the processor time.
 * @throws {ImageAwayError} also where it is not as it was `indexed`
 */
export function readImageFileSync(path: string, indexed?: FileState): Buffer {
  try {
    const info = statSync(path)
    checkKind(path, info)
    if (indexed && (info.size !== indexed.bytes || Math.floor(info.mtimeMs) !== indexed.modified))
      throw new ImageAwayError(`The image ${path} has changed since its dataset was indexed.`)
    return readFileSync(path)
  } catch (cause) {
    throw refusal(path, cause)
  }
}

const refusal = (path: string, cause: unknown): ImageFileError =>
  cause instanceof ImageFileError ? cause : new ImageFileError(sentence(path, cause), { cause })

function checkKind(path: string, info: Stats): void {
  if (info.isDirectory()) throw new ImageFileError(`The image ${path} cannot be read: it is a folder.`)
  // A pipe or a device could keep us waiting for ever.
  if (!info.isFile()) throw new ImageFileError(`The image ${path} cannot be read: it is not a regular file.`)
  if (info.size > MAX_FILE_BYTES) {
    throw new ImageFileError(`The image ${path} is larger than 512 MiB; save a smaller copy and use that.`)
  }
}
