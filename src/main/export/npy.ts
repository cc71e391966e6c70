import { endianness } from 'node:os'
import { ExportError } from './errors.ts'

/** A float32 array of any shape, as NumPy's `.npy` holds it. */
export interface NpyArray {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

const MAGIC = '\x93NUMPY'
const ALIGNMENT = 64

/** The bytes of an `.npy` file, version 1.0 (NumPy's numpy.lib.format): little-endian float32, C order. */
export function encodeNpy({ shape, data }: NpyArray): Buffer {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`
  const length = Math.ceil((MAGIC.length + 4 + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT
  const header = Buffer.alloc(length, ' ')
  header.write(MAGIC, 0, 'latin1')
  header.writeUInt8(1, 6)
  header.writeUInt8(0, 7)
  header.writeUInt16LE(length - 10, 8)
  header.write(dictionary, 10, 'latin1')
  header.write('\n', length - 1)
  const body = Buffer.from(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength))
  return Buffer.concat([header, endianness() === 'LE' ? body : body.swap32()])
}

/**
 * Reads a float32 `.npy` file in C order.
 * @throws {ExportError} naming the file where it is something else, damaged or cut short
 */
export function decodeNpy(file: Buffer, name: string): NpyArray {
  const fail = (reason: string): ExportError => new ExportError(`The file ${name} ${reason}.`)
  if (file.length < 12 || file.toString('latin1', 0, 6) !== MAGIC) throw fail('is not a NumPy .npy file')
  const wide = file.readUInt8(6) > 1
  const start = wide ? 12 : 10
  const end = start + (wide ? file.readUInt32LE(8) : file.readUInt16LE(8))
  const header = file.toString('latin1', start, end)
  if (!/'descr':\s*'<f4'/.test(header)) throw fail('does not hold little-endian float32 numbers')
  if (!/'fortran_order':\s*False/.test(header)) throw fail('is in Fortran order; save it in C order')
  const tuple = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1]
  if (tuple === undefined) throw fail('does not say its shape')
  const shape = tuple
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number)
  const size = shape.reduce((product, side) => product * side, 1)
  if (file.length - end !== size * 4) {
    throw fail(`holds ${file.length - end} bytes where its shape ${shape.join(' × ')} takes ${size * 4}`)
  }
  const body = Buffer.from(file.subarray(end))
  if (endianness() === 'BE') body.swap32()
  return {
    shape,
    data: new Float32Array(body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength)),
  }
}
