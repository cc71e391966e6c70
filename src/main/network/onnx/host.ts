import * as tf from '../../tensor/tf.ts'
import { hostArray } from './element-types.ts'
import { type Constant, countOf, type ElementType, tensorType } from './value.ts'

/** Constants are computed with on the host, at planning: plain row-major arrays. */

/** A constant that was computed here. */
export interface HostConstant extends Constant {
  readonly data: Float32Array | Float64Array
}

/** How far apart neighbours along each axis lie in a row-major array. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1)
  for (let axis = shape.length - 2; axis >= 0; axis--)
    strides[axis] = (strides[axis + 1] ?? 1) * (shape[axis + 1] ?? 1)
  return strides
}

/** A constant of given numbers; one number fills all of it. */
export function constantOf(
  type: ElementType,
  shape: readonly number[],
  numbers: ArrayLike<number>,
): Constant {
  const data = hostArray(type, countOf(shape))
  if (numbers.length === 1) data.fill(numbers[0] ?? 0)
  else data.set(numbers)
  return { type, shape, data }
}

/**
 * The numbers at evenly spaced places: element (i, j, …) of the result is `data[offset + i·strides[0] + j·strides[1] + …]`. So an
 * array is transposed, broadcast (a stride of 0) or its diagonal taken.
 */
export function strided(
  { type, data }: Constant,
  shape: readonly number[],
  strides: readonly number[],
  offset = 0,
): HostConstant {
  const out = hostArray(type, countOf(shape))
  let next = 0
  const visit = (axis: number, from: number): void => {
    if (axis === shape.length) out[next++] = data[from] ?? 0
    else for (let i = 0, at = from; i < (shape[axis] ?? 0); i++, at += strides[axis] ?? 0) visit(axis + 1, at)
  }
  visit(0, offset)
  return { type, shape, data: out }
}

/**
 * The numbers at chosen places of every axis: element (i, j, …) of the result is that at (places[0][i], places[1][j], …), or `fill`
 * where one of those is −1. So an array is sliced, gathered from, tiled or padded.
 */
export function chosen(
  { type, shape, data }: Constant,
  places: readonly ArrayLike<number>[],
  fill = 0,
): Constant {
  const to = places.map(({ length }) => length)
  const strides = stridesOf(shape)
  const out = hostArray(type, countOf(to))
  let next = 0
  const visit = (axis: number, from: number): void => {
    if (axis === to.length) {
      out[next++] = from < 0 ? fill : (data[from] ?? 0)
      return
    }
    const along = places[axis] ?? []
    for (let i = 0; i < along.length; i++) {
      const place = along[i] ?? 0
      visit(axis + 1, place < 0 || from < 0 ? -1 : from + place * (strides[axis] ?? 0))
    }
  }
  visit(0, 0)
  return { type, shape: to, data: out }
}

/** The same numbers in another shape. */
export const reshaped = (constant: Constant, shape: readonly number[]): Constant => ({ ...constant, shape })

/** 0, 1, …, length − 1. */
export const upTo = (length: number): number[] => Array.from({ length }, (_, i) => i)

/** A constant's numbers as a tensor. Inside `tf.tidy`. */
export function tensorOf({ type, shape, data }: Constant): tf.Tensor {
  const to = tensorType(type)
  const numbers = Array.from({ length: countOf(shape) }, (_, i) => data[i] ?? 0)
  if (to === 'int32') return tf.tensor(Int32Array.from(numbers, within32Bits), [...shape], to)
  return to === 'bool'
    ? tf.tensor(Uint8Array.from(numbers), [...shape], to)
    : tf.tensor(Float32Array.from(numbers), [...shape], to)
}

/** Integers beyond 32 bits are only ever "as far as it goes". */
const within32Bits = (value: number): number => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, value))
