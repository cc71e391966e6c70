import * as tf from '../../../tensor/tf.ts'
import { countOf } from '../value.ts'
import { LOWEST } from './pooling-plane.ts'
import { type Along, reachOf } from './spatial.ts'

/** The largest over windows of any number of axes and any dilation, axis by axis; shapes are ONNX's. Gradients pass through it. */
export const maxOver = (value: tf.Tensor, along: readonly Along[]): tf.Tensor =>
  along.reduce(
    (found, one, axis) => places(found, axis + 2, one, LOWEST).reduce((a, b) => tf.maximum(a, b)),
    value,
  )

/** The sum over windows of any number of axes and any dilation, axis by axis; shapes are ONNX's. Gradients pass through it. */
export const sumOver = (value: tf.Tensor, along: readonly Along[]): tf.Tensor =>
  along.reduce((found, one, axis) => places(found, axis + 2, one, 0).reduce((a, b) => tf.add(a, b)), value)

/** Along one axis: the first place of every window, the second … */
function places(value: tf.Tensor, axis: number, along: Along, fill: number): tf.Tensor[] {
  const { input, kernel, stride, dilation, before, output } = along
  const [outer, inner] = [countOf(value.shape.slice(0, axis)), countOf(value.shape.slice(axis + 1))]
  // Long enough that from each place a stride follows every window.
  const length = (output - 1) * stride + reachOf(along) + stride - 1
  const flat: tf.Tensor3D = tf.reshape(value, [outer, input, inner])
  const kept = tf.slice3d(flat, [0, 0, 0], [outer, Math.min(input, length - before), inner])
  const padded = tf.pad3d(
    kept,
    [
      [0, 0],
      [before, length - before - (kept.shape[1] ?? 0)],
      [0, 0],
    ],
    fill,
  )
  const shape = [...value.shape.slice(0, axis), output, ...value.shape.slice(axis + 1)]
  return Array.from({ length: kernel }, (_, place) => {
    const from = tf.slice3d(padded, [0, place * dilation, 0], [outer, output * stride, inner])
    const phases = tf.reshape(from, [outer, output, stride * inner])
    return tf.reshape(tf.slice(phases, [0, 0, 0], [outer, output, inner]), shape)
  })
}
