import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Bytes that are read where they are needed: a file's, a part of one, or those of several in a row. */
export interface ByteSource {
  readonly size: number
  /** A copy of the bytes from `at`, in a buffer of their own. @throws {DamageError} where they do not lie inside */
  read(at: number, length: number): Buffer
  /** Fills `target` with the bytes from `at`. @throws {DamageError} where there are not as many */
  readInto(at: number, target: Uint8Array): void
}

/** Why bytes cannot be what they should: a fragment that follows "it is damaged or cut short: ". */
export class DamageError extends Error {
  override readonly name = 'DamageError'
}

/** A file's bytes; `using` closes it. Throws as `node:fs` does where it cannot be opened. */
export function fileBytes(path: string): ByteSource & Disposable {
  const descriptor = openSync(path, 'r')
  const source = sourceOf(fstatSync(descriptor).size, (at, target) => {
    for (let done = 0; done < target.length; ) {
      const read = readSync(descriptor, target, done, target.length - done, at + done)
      if (read === 0) throw new DamageError('it became shorter while it was read')
      done += read
    }
  })
  return { ...source, [Symbol.dispose]: () => closeSync(descriptor) }
}

/** Bytes at hand. */
export function bufferBytes(bytes: Uint8Array): ByteSource {
  return sourceOf(bytes.length, (at, target) => target.set(bytes.subarray(at, at + target.length)))
}

/** A part of other bytes. @throws {DamageError} where it does not lie inside */
export function partOf(whole: ByteSource, start: number, size: number): ByteSource {
  checkInside(whole.size, start, size)
  return sourceOf(size, (at, target) => whole.readInto(start + at, target))
}

/** Several sources in a row, as one. */
export function joinedBytes(parts: readonly ByteSource[]): ByteSource {
  const size = parts.reduce((sum, part) => sum + part.size, 0)
  return sourceOf(size, (at, target) => {
    let start = 0
    for (const part of parts) {
      const from = Math.max(at, start)
      const to = Math.min(at + target.length, start + part.size)
      if (from < to) part.readInto(from - start, target.subarray(from - at, to - at))
      start += part.size
    }
  })
}

/** A source of a size from what fills a target with bytes that do lie inside. */
function sourceOf(size: number, fill: (at: number, target: Uint8Array) => void): ByteSource {
  return {
    size,
    read(at, length) {
      checkInside(size, at, length)
      const bytes = Buffer.alloc(length)
      fill(at, bytes)
      return bytes
    },
    readInto(at, target) {
      checkInside(size, at, target.length)
      fill(at, target)
    },
  }
}

function checkInside(size: number, at: number, length: number): void {
  const inside = Number.isSafeInteger(at) && Number.isSafeInteger(length) && at >= 0 && length >= 0
  if (!inside || at + length > size) throw new DamageError(`${length} bytes are needed at ${at} of ${size}`)
}
