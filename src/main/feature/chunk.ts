import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import type { Precision } from '../../contract/feature.ts'
import { FeatureError } from './errors.ts'
import { fromHalves, LARGEST_HALF, toHalves } from './half.ts'

/**
 * A chunk file, little-endian: "GUISEFC1", rows and width as uint32, CRC-32 of all that follows as uint32, four zero bytes; each
 * row's squared norm as float64 (NaN: there is no such row); the rows as float32 or float16.
 */
const MAGIC = 'GUISEFC1'
const HEADER = 24

export interface ChunkShape {
  readonly rows: number
  readonly width: number
  readonly precision: Precision
}

const valueBytes = (precision: Precision): number => (precision === 'float16' ? 2 : 4)

/** Bytes of such a chunk's file. */
export const chunkBytes = ({ rows, width, precision }: ChunkShape): number =>
  HEADER + rows * (8 + width * valueBytes(precision))

/**
 * The parts of a chunk's file, in order.
 * @param values rows × width; what stands in rows that are not there does not count
 * @param there 1 for each row that is there
 * @throws {FeatureError} where a value is not finite or float16 has no number as large
 */
export function encodeChunk(shape: ChunkShape, values: Float32Array, there: Uint8Array): Uint8Array[] {
  const halves = shape.precision === 'float16' ? toHalves(values) : null
  // Norms are those of the numbers as they will be read.
  const kept = halves === null ? values : values.slice()
  if (halves !== null) fromHalves(halves, kept)
  const norms = squaredNorms(kept, shape)
  norms.forEach((norm, row) => {
    if (there[row] !== 1) norms[row] = Number.NaN
    else if (!Number.isFinite(norm)) throw notFinite(shape.precision)
  })
  const body = [bytesOf(norms), bytesOf(halves ?? values)]
  const header = Buffer.alloc(HEADER)
  header.write(MAGIC, 'latin1')
  header.writeUInt32LE(shape.rows, 8)
  header.writeUInt32LE(shape.width, 12)
  header.writeUInt32LE(
    body.reduce((checksum, part) => crc32(part, checksum), 0),
    16,
  )
  return [header, ...body]
}

function notFinite(precision: Precision): FeatureError {
  return new FeatureError(
    precision === 'float16'
      ? `A representation has a number beyond ±${LARGEST_HALF}, the largest that float16 holds; keep this layer as float32.`
      : 'A representation has a number that is not finite; the network overflows on one of the images.',
  )
}

/** Each row's sum of squares, in double. */
export function squaredNorms(
  values: Float32Array,
  { rows, width }: Pick<ChunkShape, 'rows' | 'width'>,
): Float64Array {
  const norms = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    let sum = 0
    for (let i = row * width; i < (row + 1) * width; i++) sum += (values[i] ?? 0) ** 2
    norms[row] = sum
  }
  return norms
}

/**
 * Reads a chunk's rows and squared norms into arrays of exactly their sizes.
 * @param verify compares the checksum too
 * @returns false where there is no such chunk, or it is damaged or cut short
 */
export async function readChunk(
  path: string,
  shape: ChunkShape,
  into: { readonly values: Float32Array; readonly norms: Float64Array },
  verify: boolean,
): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null)
  if (file === null) return false
  try {
    const header = Buffer.alloc(HEADER)
    const norms = bytesOf(into.norms)
    const halves = shape.precision === 'float16' ? new Uint16Array(into.values.length) : null
    const values = bytesOf(halves ?? into.values)
    let position = 0
    for (const part of [header, norms, values]) {
      for (let at = 0; at < part.length; ) {
        const { bytesRead } = await file.read(part, at, part.length - at, position)
        if (bytesRead === 0) return false
        at += bytesRead
        position += bytesRead
      }
    }
    if (!isHeaderOf(header, shape)) return false
    if (verify && header.readUInt32LE(16) !== crc32(values, crc32(norms))) return false
    if (halves !== null) fromHalves(halves, into.values)
    return true
  } finally {
    await file.close()
  }
}

const isHeaderOf = (header: Buffer, { rows, width }: ChunkShape): boolean =>
  header.toString('latin1', 0, 8) === MAGIC &&
  header.readUInt32LE(8) === rows &&
  header.readUInt32LE(12) === width

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)
