import type { ByteSource } from '../byte-source.ts'
import { WireError } from '../protobuf/wire.ts'

const length = 65_536

/** Reads a source from front to back in pieces, so that a walk over a large file takes little memory. */
export class Window {
  readonly #source: ByteSource
  #from = 0
  #bytes = new Uint8Array()

  constructor(source: ByteSource) {
    this.#source = source
  }

  /** The byte at a position before `end`, where the message lies that is read. */
  byte(at: number, end: number): number {
    if (at >= end) throw new WireError(`the message ends early, at byte ${at}`)
    if (at < this.#from || at >= this.#from + this.#bytes.length) this.#move(at)
    return this.#bytes[at - this.#from] ?? 0
  }

  /** A varint at a position, and where the next byte is; of numbers beyond 2⁵³ the lowest bits are lost. */
  varint(at: number, end: number): { value: number; next: number } {
    const { low, high, next } = this.varint64(at, end)
    return { value: low + high * 2 ** 32, next }
  }

  /** As `varint`, the number's halves apart, each without a sign. */
  varint64(at: number, end: number): { low: number; high: number; next: number } {
    let [low, high] = [0, 0]
    for (let i = 0; i < 10; i++) {
      const byte = this.byte(at + i, end)
      const bits = byte & 0x7f
      if (i < 4) low |= bits << (7 * i)
      else if (i === 4) {
        low |= bits << 28
        high = bits >>> 4
      } else high |= bits << (7 * i - 32)
      if (byte < 0x80) return { low: low >>> 0, high: high >>> 0, next: at + i + 1 }
    }
    throw new WireError(`the number at byte ${at} does not end`)
  }

  /** A copy of bytes. */
  slice(start: number, end: number): Uint8Array {
    const [from, to] = [start - this.#from, end - this.#from]
    if (from >= 0 && to <= this.#bytes.length) return this.#bytes.slice(from, to)
    const bytes = new Uint8Array(end - start)
    this.#source.readInto(start, bytes)
    return bytes
  }

  #move(at: number): void {
    this.#bytes = new Uint8Array(Math.min(length, this.#source.size - at))
    this.#source.readInto(at, this.#bytes)
    this.#from = at
  }
}
