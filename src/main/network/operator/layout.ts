import * as tf from '../../tensor/tf.ts'
import type { Shape } from '../graph.ts'

/**
 * How values lie in tensors: a `[channels, height, width]` value is `[batch, height, width, channels]` (NHWC),
 * every other shape is as Caffe has it, with the batch in front.
 */
export function tensorShape(shape: Shape, batch: number): number[] {
  const [channels, height, width] = shape
  if (shape.length === 3 && channels !== undefined && height !== undefined && width !== undefined)
    return [batch, height, width, channels]
  return [batch, ...shape]
}

/** The tensor's axis that holds Caffe's `axis` (batch 0, channels 1, …) of a value of that many dimensions. */
export function tensorAxis(axis: number, dimensions: number): number {
  if (dimensions !== 3) return axis
  return [0, 3, 1, 2][axis] ?? axis
}

/** Units of a value: the product of its shape. */
export const units = (shape: Shape): number => shape.reduce((product, size) => product * size, 1)

/** The value flattened in Caffe's order, `[batch, units]`. */
export function toCaffeOrder(value: tf.Tensor): tf.Tensor2D {
  const [batch = 0] = value.shape
  const ordered = value.rank === 4 && !isFlat(value.shape) ? tf.transpose(value, [0, 3, 1, 2]) : value
  return tf.reshape(ordered, [batch, -1])
}

/** The tensor of a value given flattened in Caffe's order: the inverse of `toCaffeOrder`. */
export function fromCaffeOrder(flat: tf.Tensor, shape: Shape): tf.Tensor {
  const [batch = 0] = flat.shape
  const target = tensorShape(shape, batch)
  if (shape.length !== 3 || isFlat(target)) return tf.reshape(flat, target)
  return tf.transpose(tf.reshape(flat, [batch, ...shape]), [0, 2, 3, 1])
}

/** Where one pixel or one channel makes both orders the same. */
function isFlat([, height, width, channels]: readonly number[]): boolean {
  return (height === 1 && width === 1) || channels === 1
}

/** The tensor as NHWC; throws where it is not, which shape inference rules out. */
export function asImage(value: tf.Tensor): tf.Tensor4D {
  if (isImage(value)) return value
  throw new TypeError(
    `expected a tensor of batch × height × width × channels, not ${value.shape.join(' × ')}`,
  )
}

const isImage = (value: tf.Tensor): value is tf.Tensor4D => value.rank === 4

/** The tensor as rows, one an image. */
export function asRows(value: tf.Tensor): tf.Tensor2D {
  return isMatrix(value) ? value : tf.reshape(value, [value.shape[0] ?? 0, -1])
}

const isMatrix = (value: tf.Tensor): value is tf.Tensor2D => value.rank === 2
