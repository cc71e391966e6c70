import { type ByteSource, DamageError } from '../byte-source.ts'

/** Structure, numbers left out, that is read of one file before it must be going round in circles. */
const structureLimit = 64 * 2 ** 20

/** "No address", as the format writes it. */
export const nowhere = 2n ** 64n - 1n

/** A file's structure, read a piece at a time, and no more of it than a file can sensibly have. */
export class StructureReader {
  readonly source: ByteSource
  #left = structureLimit

  constructor(source: ByteSource) {
    this.source = source
  }

  /** A piece of the file at an address. @throws {DamageError} */
  at(address: number, length: number): Cursor {
    this.#left -= length + 16
    if (this.#left < 0) throw new DamageError('its structure is larger than any network needs')
    return new Cursor(this.source.read(address, length))
  }

  /** As `at`, but as many bytes as there are where the file ends before. */
  upTo(address: number, length: number): Cursor {
    return this.at(address, Math.max(0, Math.min(length, this.source.size - address)))
  }
}

/** Reads little-endian numbers one after the other. @throws {DamageError} from every method, at the end of the piece */
export class Cursor {
  readonly bytes: Buffer
  position = 0

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  get left(): number {
    return this.bytes.length - this.position
  }

  take(length: number): Buffer {
    if (length < 0 || length > this.left) throw new DamageError('a structure ends too early')
    this.position += length
    return this.bytes.subarray(this.position - length, this.position)
  }

  skip(length: number): this {
    this.take(length)
    return this
  }

  u8 = (): number => this.take(1).readUInt8()
  u16 = (): number => this.take(2).readUInt16LE()
  u32 = (): number => this.take(4).readUInt32LE()
  u64 = (): bigint => this.take(8).readBigUInt64LE()

  /** An unsigned number of 1, 2, 4 or 8 bytes. */
  unsigned(width: number): number {
    return width === 8 ? this.size() : this.take(width).readUIntLE(0, width)
  }

  /** A length or an address, which must be one that this machine can count to. */
  size(): number {
    const value = this.u64()
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new DamageError(`a length or address is ${value}`)
    return Number(value)
  }

  signature(expected: string): this {
    const found = this.take(expected.length).toString('latin1')
    if (found !== expected) throw new DamageError(`a structure "${expected}" is not where it should be`)
    return this
  }

  /** Text up to the first zero byte of the next `length`. */
  text(length: number): string {
    const bytes = this.take(length)
    const end = bytes.indexOf(0)
    return bytes.toString('utf8', 0, end < 0 ? length : end)
  }
}
