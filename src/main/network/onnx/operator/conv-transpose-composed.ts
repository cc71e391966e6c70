import * as tf from '../../../tensor/tf.ts'
import { countOf } from '../value.ts'
import { convolved } from './conv-composed.ts'
import type { ConvolutionShapes } from './convolution-types.ts'
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
  const [inputs, outputs] = [shapes.channels / groups, shapes.outputs / groups]
  const places = countOf(along.map(({ kernel }) => kernel))
  const kernels: tf.Tensor3D = tf.reshape(weight, [shapes.channels, outputs, places])
  return convolved(shapes, apart, bias, (group, place) => {
    // The last place first: that turns every axis around.
    const turned = tf.slice3d(kernels, [group * inputs, 0, places - 1 - place], [inputs, outputs, 1])
    return tf.transpose(tf.reshape(turned, [inputs, outputs]))
  })
}

/** Places along an axis moved apart, zeros between them. Gradients pass through it. */
function spreadAlong(tensor: tf.Tensor, axis: number, distance: number): tf.Tensor {
  if (distance === 1 || tensor.shape[axis] === 1) return tensor
  const [before, after] = [tensor.shape.slice(0, axis), tensor.shape.slice(axis + 1)]
  const [outer, inner, size] = [countOf(before), countOf(after), tensor.shape[axis] ?? 1]
  const apart = tf.pad3d(tf.reshape(tensor, [outer * size, 1, inner]), [
    [0, 0],
    [0, distance - 1],
    [0, 0],
  ])
  const reach = distance * (size - 1) + 1
  const cut = tf.slice(tf.reshape(apart, [outer, size * distance, inner]), [0, 0, 0], [outer, reach, inner])
  return tf.reshape(cut, [...before, reach, ...after])
}
