import { endianness } from 'node:os'

/** Float32 values as little-endian bytes, the same on every machine. */
export function toBytes(values: Float32Array): Buffer {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength)
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32()
}

/** The values back; undefined where there are not exactly `count` of them. */
export function fromBytes(bytes: Buffer, count: number): Float32Array | undefined {
  if (bytes.length !== 4 * count) return undefined
  const copy = Buffer.from(bytes)
  if (endianness() === 'BE') copy.swap32()
  return new Float32Array(copy.buffer.slice(copy.byteOffset, copy.byteOffset + copy.byteLength))
}
