import { OperatorError } from '../operator/operator.ts'
import type { ElementType } from './value.ts'

/** ONNX's `TensorProto.DataType` numbers of the element types we know. */
const numbered: ReadonlyMap<number, ElementType> = new Map([
  [1, 'float32'],
  [2, 'uint8'],
  [3, 'int8'],
  [4, 'uint16'],
  [5, 'int16'],
  [6, 'int32'],
  [7, 'int64'],
  [9, 'bool'],
  [10, 'float16'],
  [11, 'float64'],
  [12, 'uint32'],
  [13, 'uint64'],
  [16, 'bfloat16'],
])

/** The element type of a `TensorProto.DataType` number; throws `OperatorError` for strings, complex numbers and the like. */
export function elementType(number: number): ElementType {
  const type = numbered.get(number)
  if (type === undefined) throw new OperatorError(`numbers of ONNX's type ${number} cannot be computed with`)
  return type
}

/** The element type that opsets before 6 name; throws `OperatorError` for others. */
export function elementTypeOfName(name: string): ElementType {
  const lower = name.toLowerCase()
  const stored = { float: 'float32', double: 'float64' }[lower] ?? lower
  const type = [...numbered.values()].find((known) => known === stored)
  if (type === undefined) throw new OperatorError(`numbers of ONNX's type ${name} cannot be computed with`)
  return type
}

export const isFloat = (type: ElementType): boolean => type.includes('float')

/** An array on the host for numbers of a type: float64 and integers (exact up to 2⁵³) in doubles, other floats in float32. */
export function hostArray(type: ElementType, count: number): Float32Array | Float64Array {
  return isFloat(type) && type !== 'float64' ? new Float32Array(count) : new Float64Array(count)
}

/** A number as a type holds it: floats rounded to it, integers cut off and wrapped (64-bit ones kept as they are), booleans 0 or 1. */
export function converted(value: number, type: ElementType): number {
  switch (type) {
    case 'bool':
      return value === 0 ? 0 : 1
    case 'float64':
      return value
    case 'float32':
      return Math.fround(value)
    case 'float16':
      return roundedTo(value, 10, -14, 65504)
    case 'bfloat16':
      return roundedTo(value, 7, -126, 3.3895313892515355e38)
    case 'int64':
    case 'uint64':
      return Math.trunc(value)
    default:
      return wrapped(Math.trunc(value), type)
  }
}

function wrapped(value: number, type: ElementType): number {
  const bits = Number(type.replace(/\D/gu, ''))
  const modulus = 2 ** bits
  const unsigned = ((value % modulus) + modulus) % modulus
  return type.startsWith('int') && unsigned >= modulus / 2 ? unsigned - modulus : unsigned
}

/** To the nearest number with that many bits of mantissa, ties to even; `smallest` is the exponent below which they thin out. */
function roundedTo(value: number, bits: number, smallest: number, largest: number): number {
  if (value === 0 || !Number.isFinite(value)) return value
  const step = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(value))), smallest) - bits)
  const rounded = roundHalfEven(value / step) * step
  return Math.abs(rounded) > largest ? Math.sign(value) * Number.POSITIVE_INFINITY : rounded
}

/** To the nearest integer, ties to the even one; −0 stays below zero. */
export function roundHalfEven(value: number): number {
  const below = Math.floor(value)
  if (value - below !== 0.5) return Math.round(value)
  const even = below % 2 === 0 ? below : below + 1
  return even === 0 ? 0 * value : even
}
