import * as tf from '../../tensor/tf.ts'

/** ONNX's element types that networks use. In tensors, floats are float32 and integers int32. */
export type ElementType =
  | 'float32'
  | 'float64'
  | 'float16'
  | 'bfloat16'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'bool'

/** What is known of a value before anything runs. `data` is there where it does not depend on the image. */
export interface Known {
  readonly type: ElementType
  /** ONNX's shape, the batch and all. */
  readonly shape: readonly number[]
  /** Row-major, as long as the shape's product; integers as numbers, booleans as 0 and 1. */
  readonly data?: ArrayLike<number> | undefined
}

/** What is known, number for number. */
export interface Constant extends Known {
  readonly data: ArrayLike<number>
}

/** How a value lies in its tensor: as its shape says, or (rank 4 only) N × C × H × W in the order N, H, W, C. */
export type Layout = 'plain' | 'channels-last'

/** A value on its way through the graph. */
export interface Value {
  readonly tensor: tf.Tensor
  readonly type: ElementType
  /** ONNX's shape; the tensor's own differs from it where the layout is `channels-last`. */
  readonly shape: readonly number[]
  readonly layout: Layout
}

/** The value as its shape says. Inside `tf.tidy`. */
export function plain(value: Value): tf.Tensor {
  return value.layout === 'plain' ? value.tensor : tf.transpose(value.tensor, [0, 3, 1, 2])
}

/** A value of rank 4 as N × H × W × C; throws for other ranks, which shape inference rules out. Inside `tf.tidy`. */
export function channelsLast(value: Value): tf.Tensor4D {
  const tensor = value.layout === 'channels-last' ? value.tensor : tf.transpose(value.tensor, [0, 2, 3, 1])
  if (isRank4(tensor)) return tensor
  throw new TypeError(`expected a value of rank 4, not of ${value.shape.length}`)
}

const isRank4 = (tensor: tf.Tensor): tensor is tf.Tensor4D => tensor.rank === 4

/** Brings a gradient from a layout to the one that the value it is of lies in. Inside `tf.tidy`. */
export function gradientLike(value: Value, gradient: tf.Tensor, from: Layout): tf.Tensor {
  if (from === value.layout) return gradient
  return tf.transpose(gradient, from === 'plain' ? [0, 2, 3, 1] : [0, 3, 1, 2])
}

/** Numbers in a shape. */
export const countOf = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1)

/** The tensor's own element type for an ONNX one. */
export function tensorType(type: ElementType): 'float32' | 'int32' | 'bool' {
  if (type === 'bool') return 'bool'
  return type.includes('float') ? 'float32' : 'int32'
}
