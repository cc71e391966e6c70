import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Bytes that can be read in any place, of a file that need not be in memory. */
export interface ByteSource {
  /** Bytes in all. */
  readonly size: number
  /** Fills `target` with the bytes from `at` on; throws a `RangeError` where there are not as many. */
  read(at: number, target: Uint8Array): void
}

/** Bytes at hand. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(at, target) {
      if (at + target.length > bytes.length) throw new RangeError('the bytes end before what is read')
      target.set(bytes.subarray(at, at + target.length))
    },
  }
}

/** A file that is open until it is disposed of. Throws what `openSync` does. */
export function fileSource(path: string): ByteSource & Disposable {
  const file = openSync(path, 'r')
  return {
    size: fstatSync(file).size,
    read(at, target) {
      for (let done = 0; done < target.length; ) {
        const count = readSync(file, target, done, target.length - done, at + done)
        if (count === 0) throw new RangeError('the file ends before what is read')
        done += count
      }
    },
    [Symbol.dispose]() {
      closeSync(file)
    },
  }
}
