import * as tf from '../../../tensor/tf.ts'
import { countOf } from '../value.ts'
import { batchProduct } from './batch-product.ts'
import type { ConvolutionShapes } from './convolution-types.ts'
import { placesAlong } from './windows-along.ts'

/** The weights between a group's inputs and its outputs at one place of the kernel, `[outputs, inputs]`. */
export type Matrix = (group: number, place: number) => tf.Tensor

/**
 * A convolution out of operations whose gradients TensorFlow.js knows, by the input as by the weights: for weights that are computed, and
 * for three axes. Shapes are ONNX's.
 */
export function composedConvolution(
  shapes: ConvolutionShapes,
  input: tf.Tensor,
  weight: tf.Tensor,
  bias: tf.Tensor | undefined,
): tf.Tensor {
  const [outputs, inputs] = [shapes.outputs / shapes.groups, shapes.channels / shapes.groups]
  const places = countOf(shapes.along.map(({ kernel }) => kernel))
  const kernels: tf.Tensor3D = tf.reshape(weight, [shapes.outputs, inputs, places])
  return convolved(shapes, input, bias, (group, place) =>
    tf.reshape(tf.slice3d(kernels, [group * outputs, 0, place], [outputs, inputs, 1]), [outputs, inputs]),
  )
}

/** The same, given the weights place by place: the sum over the places of products of matrices. */
export function convolved(
  { batch, channels, outputs, groups, along }: ConvolutionShapes,
  input: tf.Tensor,
  bias: tf.Tensor | undefined,
  matrix: Matrix,
): tf.Tensor {
  const spatial = along.map((one) => one.input)
  const each = channels / groups
  // Channels in front, so that a place of every window is one matrix.
  const volume: tf.Tensor3D = tf.transpose(tf.reshape(input, [batch, channels, countOf(spatial)]), [1, 0, 2])
  const sums = Array.from({ length: groups }, (_, group) => {
    const part = tf.slice3d(volume, [group * each, 0, 0], [each, batch, countOf(spatial)])
    const seen = along.reduce(
      (values, one, axis) => values.flatMap((value) => placesAlong(value, axis + 2, one, 0)),
      [tf.reshape(part, [each, batch, ...spatial])],
    )
    return seen
      .map((value, place) => batchProduct(matrix(group, place), tf.reshape(value, [each, -1])))
      .reduce((sum, product) => tf.add(sum, product))
  })
  const [first] = sums
  const whole = groups === 1 && first !== undefined ? first : tf.concat(sums, 0)
  const apart = tf.transpose(tf.reshape(whole, [outputs, batch, -1]), [1, 0, 2])
  const biased = bias === undefined ? apart : tf.add(apart, tf.reshape(bias, [outputs, 1]))
  return tf.reshape(biased, [batch, outputs, ...along.map(({ output }) => output)])
}
