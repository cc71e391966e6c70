import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Bytes that are read where they are needed: a file's, a part of one, or those of several in a row. */
export interface ByteSource {
  readonly size: number
  /** A copy of the bytes from `at`. @throws {DamageError} where they do not lie inside */
  read(at: number, length: number): Buffer
}

/** Why bytes cannot be what they should: a fragment that follows "it is damaged or cut short: ". */
export class DamageError extends Error {
  override readonly name = 'DamageError'
}

/** A file's bytes; `using` closes it. Throws as `node:fs` does where it cannot be opened. */
export function fileBytes(path: string): ByteSource & Disposable {
  const descriptor = openSync(path, 'r')
  const { size } = fstatSync(descriptor)
  return {
    size,
    read(at, length) {
      checkInside(size, at, length)
      const bytes = Buffer.alloc(length)
      for (let done = 0; done < length; ) {
        const read = readSync(descriptor, bytes, done, length - done, at + done)
        if (read === 0) throw new DamageError('it became shorter while it was read')
        done += read
      }
      return bytes
    },
    [Symbol.dispose]: () => closeSync(descriptor),
  }
}

/** Bytes at hand. */
export function bufferBytes(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(at, length) {
      checkInside(bytes.length, at, length)
      return Buffer.from(bytes.subarray(at, at + length))
    },
  }
}

/** A part of other bytes. @throws {DamageError} where it does not lie inside */
export function partOf(whole: ByteSource, start: number, size: number): ByteSource {
  checkInside(whole.size, start, size)
  return {
    size,
    read(at, length) {
      checkInside(size, at, length)
      return whole.read(start + at, length)
    },
  }
}

/** Several sources in a row, as one. */
export function joinedBytes(parts: readonly ByteSource[]): ByteSource {
  const size = parts.reduce((sum, part) => sum + part.size, 0)
  return {
    size,
    read(at, length) {
      checkInside(size, at, length)
      let start = 0
      for (const part of parts) {
        if (at >= start && at + length <= start + part.size) return part.read(at - start, length)
        start += part.size
      }
      const bytes = Buffer.alloc(length)
      start = 0
      for (const part of parts) {
        const from = Math.max(at, start)
        const to = Math.min(at + length, start + part.size)
        if (from < to) part.read(from - start, to - from).copy(bytes, from - at)
        start += part.size
      }
      return bytes
    },
  }
}

function checkInside(size: number, at: number, length: number): void {
  const inside = Number.isSafeInteger(at) && Number.isSafeInteger(length) && at >= 0 && length >= 0
  if (!inside || at + length > size) throw new DamageError(`${length} bytes are needed at ${at} of ${size}`)
}
