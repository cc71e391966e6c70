import * as tf from '../../../tensor/tf.ts'
import { permute } from '../permute.ts'
import { countOf } from '../value.ts'
import type { ConvolutionShapes } from './conv.ts'
import type { Along } from './spatial.ts'

/** One axis of one place. */
const SINGLE: Along = { input: 1, kernel: 1, stride: 1, dilation: 1, before: 0, after: 0, output: 1 }

/** Every convolution as one over three axes, the first ones of one place where there are fewer. */
export const overThree = (along: readonly Along[]): readonly [Along, Along, Along] => {
  const [a = SINGLE, b = SINGLE, c = SINGLE] = [...new Array<Along>(3 - along.length).fill(SINGLE), ...along]
  return [a, b, c]
}

/**
 * A convolution out of operations whose gradients TensorFlow.js knows, by the input as by the weights: for weights that are computed, and
 * for three axes. Shapes are ONNX's.
 */
export function composedConvolution(
  { batch, channels, outputs, groups, along }: ConvolutionShapes,
  input: tf.Tensor,
  weight: tf.Tensor,
  bias: tf.Tensor | undefined,
): tf.Tensor {
  const axes = overThree(along)
  const [a, b, c] = axes
  const volume = permute(tf.reshape(input, [batch, channels, a.input, b.input, c.input]), [0, 2, 3, 4, 1])
  const padded = tf.pad(seenThrough(volume, axes), [[0, 0], ...axes.map(added), [0, 0]])
  const kernels = tf.reshape(weight, [outputs, channels / groups, a.kernel, b.kernel, c.kernel])
  // Dilation is written out as zeros, because gradient kernels do not know it.
  const filter = axes.reduce(
    (kernel, { dilation }, axis) => spreadAlong(kernel, axis, dilation),
    permute(kernels, [2, 3, 4, 1, 0]),
  )
  const [images, filters] = [parts(padded, groups, 4), parts(filter, groups, 4)]
  const sums = tf.concat(
    images.map((image, i) =>
      tf.conv3d(asVolume(image), asVolume(filters[i] ?? filter), [a.stride, b.stride, c.stride], 'valid'),
    ),
    4,
  )
  const biased = bias === undefined ? sums : tf.add(sums, bias)
  const spatial = along.map(({ output }) => output)
  return tf.reshape(permute(biased, [0, 4, 1, 2, 3]), [batch, outputs, ...spatial])
}

/** Equal parts along an axis. TensorFlow.js has no gradient of a split into one. */
export const parts = (tensor: tf.Tensor, count: number, axis: number): tf.Tensor[] =>
  count === 1 ? [tensor] : tf.split(tensor, count, axis)

const added = ({ before, after }: Along): [number, number] => [Math.max(before, 0), Math.max(after, 0)]

/** What negative padding leaves of the input, `[batch, …axes, channels]`. */
function seenThrough(volume: tf.Tensor, axes: readonly Along[]): tf.Tensor {
  if (axes.every(({ before, after }) => before >= 0 && after >= 0)) return volume
  const cut = axes.map(({ input, before, after }) => ({
    start: Math.max(-before, 0),
    size: input + Math.min(before, 0) + Math.min(after, 0),
  }))
  const [batch = 0, channels = 0] = [volume.shape[0], volume.shape[4]]
  return tf.slice(
    volume,
    [0, ...cut.map(({ start }) => start), 0],
    [batch, ...cut.map(({ size }) => size), channels],
  )
}

/** Places along an axis moved apart, zeros between them. Gradients pass through it. */
export function spreadAlong(tensor: tf.Tensor, axis: number, distance: number): tf.Tensor {
  if (distance === 1) return tensor
  const [before, size, after] = [
    tensor.shape.slice(0, axis),
    tensor.shape[axis] ?? 1,
    tensor.shape.slice(axis + 1),
  ]
  const [outer, inner] = [countOf(before), countOf(after)]
  const apart = tf.pad(tf.reshape(tensor, [outer, size, 1, inner]), [
    [0, 0],
    [0, 0],
    [0, distance - 1],
    [0, 0],
  ])
  const reach = distance * (size - 1) + 1
  const cut = tf.slice(tf.reshape(apart, [outer, size * distance, inner]), [0, 0, 0], [outer, reach, inner])
  return tf.reshape(cut, [...before, reach, ...after])
}

function asVolume(tensor: tf.Tensor): tf.Tensor5D {
  if (isVolume(tensor)) return tensor
  throw new TypeError(`expected five dimensions, not ${tensor.rank}`)
}

const isVolume = (tensor: tf.Tensor): tensor is tf.Tensor5D => tensor.rank === 5
