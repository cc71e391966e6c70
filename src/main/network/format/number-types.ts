/** How little-endian numbers of one type become float32. */
export interface NumberReader {
  /** Bytes a number. */
  readonly width: number
  /** The bytes may become the numbers, so they are not to be used afterwards where they fill their buffer. */
  read(bytes: Uint8Array): Float32Array
}

/** Readers by the names that safetensors gives the types. */
export const readers: Readonly<Record<string, NumberReader>> = {
  F64: { width: 8, read: (bytes) => Float32Array.from(new Float64Array(aligned(bytes))) },
  F32: { width: 4, read: (bytes) => new Float32Array(aligned(bytes)) },
  F16: { width: 2, read: (bytes) => Float32Array.from(new Uint16Array(aligned(bytes)), half) },
  BF16: { width: 2, read: readBrain },
}

/** The bytes in a buffer of their own: theirs where nothing else is in it, so that large weights are not in memory twice, else a copy. */
const aligned = (bytes: Uint8Array): ArrayBufferLike =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : new Uint8Array(bytes).buffer

/** bfloat16 is the upper half of a float32. */
function readBrain(bytes: Uint8Array): Float32Array {
  const upper = new Uint16Array(aligned(bytes))
  const bits = Uint32Array.from(upper, (value) => (value << 16) >>> 0)
  return new Float32Array(bits.buffer)
}

/** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
