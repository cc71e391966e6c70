import { DatasetError } from '../errors.ts'

/** What an `.npy` file's header says (NumPy's numpy.lib.format). */
export interface NpyHeader {
  /** NumPy's name of the numbers: "|u1", "<i8". */
  readonly type: string
  readonly shape: readonly number[]
  /** Bytes of one number. */
  readonly width: number
  /** Bytes before the numbers. */
  readonly start: number
}

const magic = '\x93NUMPY'
/** An array that cannot be read, where others beside it can. */
export class ArrayLeftOut extends DatasetError {}

/** Far above any that NumPy writes for a plain array. */
const longest = 65_536

/**
 * Reads the header at the start of `head`; undefined where `head` is too short to tell.
 * @throws {ArrayLeftOut} where it is not one, or of an array in Fortran's order
 */
export function parseNpyHeader(head: Buffer, name: string): NpyHeader | undefined {
  if (head.length < 12) return undefined
  if (head.toString('latin1', 0, 6) !== magic) throw new ArrayLeftOut(`${name} is not a NumPy array.`)
  const wide = head.readUInt8(6) > 1
  const text = wide ? 12 : 10
  const start = text + (wide ? head.readUInt32LE(8) : head.readUInt16LE(8))
  if (start > longest) throw new ArrayLeftOut(`${name} is not a plain NumPy array.`)
  if (head.length < start) return undefined
  const header = head.toString('latin1', text, start)
  const type = /'descr':\s*'([<>|=]?[a-zA-Z]\d+)'/.exec(header)?.[1]
  const tuple = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1]
  if (type === undefined || tuple === undefined) throw new ArrayLeftOut(`${name} is not a plain NumPy array.`)
  if (/'fortran_order':\s*True/.test(header)) {
    throw new ArrayLeftOut(`${name} is in Fortran’s order; save it in C’s order (numpy.ascontiguousarray).`)
  }
  const shape = tuple
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number)
  return { type, shape, width: Number(/\d+$/.exec(type)?.[0] ?? 0), start }
}

/** How many numbers an array of this shape has. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1)
