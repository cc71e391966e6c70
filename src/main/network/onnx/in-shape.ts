import * as tf from '../../tensor/tf.ts'

/** The tensor in a shape; itself, without a call of the backend, where it has that shape. */
export const inShape = (tensor: tf.Tensor, shape: readonly number[]): tf.Tensor =>
  tensor.shape.length === shape.length && tensor.shape.every((size, axis) => size === shape[axis])
    ? tensor
    : tf.reshape(tensor, [...shape])
