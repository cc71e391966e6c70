import { open, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { NetworkFileError } from '../errors.ts'
import { presentable } from './wording.ts'

/** What is known of a file before it is read: enough for a format to tell whether it is its own. */
export interface FileSample {
  readonly path: string
  /** The last part of the path, as messages name it. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** The first bytes, at most 4,096. */
  readonly head: Buffer
}

const headLength = 4096

/** Says in one sentence what is wrong with a file; `reason` starts in lower case and has no full stop. */
export function fileError(name: string, reason: string, cause?: unknown): NetworkFileError {
  return new NetworkFileError(presentable(`${name}: ${reason}.`), cause === undefined ? undefined : { cause })
}

/**
 * Opens a file and reads its beginning.
 * @throws NetworkFileError where it is missing, a folder, empty, or may not be read.
 */
export async function sampleFile(path: string): Promise<FileSample> {
  const name = basename(path)
  try {
    await using file = await open(path)
    const status = await file.stat()
    if (!status.isFile()) throw fileError(name, 'this is a folder, where a file is needed')
    if (status.size === 0) throw fileError(name, 'the file is empty')
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headLength), 0, headLength, 0)
    return { path, name, size: status.size, head: buffer.subarray(0, bytesRead) }
  } catch (error) {
    throw readingError(path, error)
  }
}

/**
 * Reads a whole file of at most `limit` bytes.
 * @throws NetworkFileError where it is larger, missing, or may not be read.
 */
export async function readWhole(file: FileSample, limit: number): Promise<Buffer> {
  if (file.size > limit) {
    const most = limit >= 1 << 20 ? `${Math.round(limit / 2 ** 20)} MiB` : `${limit} bytes`
    throw fileError(file.name, `the file is larger than ${most}, the most that is read of its kind`)
  }
  try {
    return await readFile(file.path)
  } catch (error) {
    throw readingError(file.path, error)
  }
}

/** What a text says in JSON; `name` is that of its file. @throws NetworkFileError */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw fileError(name, `this is not JSON (${error instanceof Error ? error.message : error})`, error)
  }
}

/** True where the beginning of a file cannot be text: it holds control characters other than white space. */
export function isBinary(head: Uint8Array): boolean {
  return head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))
}

function readingError(path: string, error: unknown): Error {
  if (error instanceof NetworkFileError) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') return fileError(path, 'there is no such file', error)
  if (code === 'EACCES' || code === 'EPERM') return fileError(path, 'the file may not be read', error)
  if (code === 'EISDIR') return fileError(path, 'this is a folder, where a file is needed', error)
  return fileError(path, `the file cannot be read (${error instanceof Error ? error.message : error})`, error)
}
