import { DamageError } from '../byte-source.ts'
import type { Cursor } from './reader.ts'

/** What the numbers or texts of a dataset or attribute are. */
export type Datatype =
  /** Floats, by the names that safetensors gives them. */
  | { readonly kind: 'float'; readonly width: number; readonly dtype: 'F16' | 'BF16' | 'F32' | 'F64' }
  | { readonly kind: 'text'; readonly width: number }
  /** A text of any length, kept elsewhere in the file. */
  | { readonly kind: 'text elsewhere'; readonly width: number }
  | { readonly kind: 'other'; readonly width: number; readonly description: string }

/** Floats by their width in bytes and their exponent's in bits. */
const floats = [
  [2, 5, 'F16'],
  [2, 8, 'BF16'],
  [4, 8, 'F32'],
  [8, 11, 'F64'],
] as const

const classes = [
  'integer',
  'float',
  'time',
  'text',
  'bit field',
  'opaque',
  'compound',
  'reference',
  'enumeration',
]

/** Reads a datatype message (HDF5 File Format Specification 3.0, IV.A.2.d). @throws {DamageError} */
export function readDatatype(cursor: Cursor): Datatype {
  const kind = cursor.u8() & 0x0f
  const bits = cursor.unsigned(2) | (cursor.u8() << 16)
  const width = cursor.u32()
  if (width === 0) throw new DamageError('a type has no width')
  if (kind === 3) return { kind: 'text', width }
  if (kind === 9 && (bits & 0x0f) === 1) return { kind: 'text elsewhere', width }
  if (kind !== 1) return { kind: 'other', width, description: classes[kind] ?? 'list' }
  if (bits & 1) return { kind: 'other', width, description: 'big-endian float' }
  const exponent = cursor.skip(5).u8()
  const dtype = floats.find(([bytes, bits]) => bytes === width && bits === exponent)?.[2]
  return dtype === undefined
    ? { kind: 'other', width, description: `float of ${width} bytes` }
    : { kind: 'float', width, dtype }
}

const mostAxes = 32

/** Reads a dataspace message: the sizes of the axes, none for a single value. @throws {DamageError} */
export function readDataspace(cursor: Cursor): number[] {
  const version = cursor.u8()
  const rank = cursor.u8()
  if (version < 1 || version > 2 || rank > mostAxes)
    throw new DamageError('the shape of an array is not readable')
  cursor.skip(version === 1 ? 6 : 2)
  return Array.from({ length: rank }, () => cursor.size())
}
