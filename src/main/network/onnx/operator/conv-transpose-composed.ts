import * as tf from '../../../tensor/tf.ts'
import type { ConvolutionShapes } from './conv.ts'
import { composedConvolution, parts, spreadAlong } from './conv-composed.ts'
import { reachOf } from './spatial.ts'

/**
 * A transposed convolution as a convolution of stride 1 of the input with its places moved apart, by the weights turned around; with
 * gradients by both. Shapes are ONNX's.
 *
 * @param adjoint the convolution it is the adjoint of
 */
export function composedTransposed(
  adjoint: ConvolutionShapes,
  input: tf.Tensor,
  weight: tf.Tensor,
  bias: tf.Tensor | undefined,
): tf.Tensor {
  const { along, groups } = adjoint
  const apart = along.reduce((value, { stride }, axis) => spreadAlong(value, axis + 2, stride), input)
  const spatial = along.map((_, axis) => axis + 2)
  const swapped = parts(tf.reverse(weight, spatial), groups, 0).map((part) => {
    return tf.transpose(part, [1, 0, ...spatial])
  })
  const shapes = {
    ...adjoint,
    channels: adjoint.outputs,
    outputs: adjoint.channels,
    along: along.map((one) => ({
      ...one,
      input: (one.output - 1) * one.stride + 1,
      output: one.input,
      stride: 1,
      before: reachOf(one) - 1 - one.before,
      after: reachOf(one) - 1 - one.after,
    })),
  }
  return composedConvolution(shapes, apart, tf.concat(swapped, 0), bias)
}
