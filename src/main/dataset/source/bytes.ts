import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { createGunzip } from 'node:zlib'
import { DatasetError, ImageFileError } from '../errors.ts'
import { reasonOf } from './list.ts'

/** A file of many images, read in parts. */
export interface Bytes {
  readonly size: number
  /** Milliseconds since 1970. */
  readonly modified: number
  /** Exactly that many bytes. Rejects with ImageFileError where there are fewer. */
  read(offset: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

/** Most bytes a compressed file may hold: it is kept in memory while it is used. */
export const unpackedLimit = 2 ** 31

/**
 * Opens a file, a `.gz` one as what it holds.
 * @throws {DatasetError} where it cannot be read, or holds more than 2 GiB compressed
 */
export async function openBytes(path: string): Promise<Bytes> {
  try {
    const handle = await open(path)
    try {
      const info = await handle.stat()
      if (!info.isFile()) throw new DatasetError(`${path} is not a file.`)
      if (!path.endsWith('.gz')) return plainBytes(handle, path, info.size, info.mtimeMs)
      const buffer = await unpack(handle, path)
      await handle.close()
      return bufferBytes(buffer, path, info.mtimeMs)
    } catch (error) {
      await handle.close()
      throw error
    }
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause
    throw new DatasetError(`The file ${path} cannot be read: ${reasonOf(cause)}.`, { cause })
  }
}

const short = (path: string): ImageFileError =>
  new ImageFileError(`The file ${basename(path)} ends before this image does.`)

function plainBytes(handle: FileHandle, path: string, size: number, modified: number): Bytes {
  return {
    size,
    modified,
    read: async (offset, length) => {
      const buffer = Buffer.alloc(length)
      const { bytesRead } = await handle.read(buffer, 0, length, offset).catch((cause: unknown) => {
        throw new ImageFileError(`The file ${basename(path)} cannot be read: ${reasonOf(cause)}.`, { cause })
      })
      if (bytesRead < length) throw short(path)
      return buffer
    },
    close: () => handle.close(),
  }
}

function bufferBytes(buffer: Buffer, path: string, modified: number): Bytes {
  return {
    size: buffer.length,
    modified,
    read: async (offset, length) => {
      if (offset + length > buffer.length) throw short(path)
      return buffer.subarray(offset, offset + length)
    },
    close: async () => undefined,
  }
}

/** What a gzip file holds; of one that is cut short or damaged, what came before. */
async function unpack(handle: FileHandle, path: string): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  const unpacked = handle.createReadStream({ autoClose: false }).pipe(createGunzip())
  try {
    for await (const part of unpacked as AsyncIterable<Buffer>) {
      length += part.length
      if (length > unpackedLimit) {
        throw new DatasetError(`The file ${path} holds more than 2 GiB; unpack it and add what is in it.`)
      }
      parts.push(part)
    }
  } catch (error) {
    if (error instanceof DatasetError || length === 0) throw error
  }
  return Buffer.concat(parts, length)
}
