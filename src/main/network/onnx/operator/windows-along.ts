import * as tf from '../../../tensor/tf.ts'
import { countOf } from '../value.ts'
import { type Along, reachOf } from './spatial.ts'

/**
 * Windows along one axis: the first place of every window, the second … Each is as the value, but for the axis, which has the windows'
 * number. Gradients pass through it.
 *
 * @param fill what padding holds
 */
export function placesAlong(value: tf.Tensor, axis: number, along: Along, fill: number): tf.Tensor[] {
  const { input, kernel, stride, dilation, before, output } = along
  const [outer, inner] = [countOf(value.shape.slice(0, axis)), countOf(value.shape.slice(axis + 1))]
  // Long enough that from each place a stride follows every window.
  const length = (output - 1) * stride + reachOf(along) + stride - 1
  const [cut, lead] = [Math.max(-before, 0), Math.max(before, 0)]
  const kept = Math.min(input - cut, length - lead)
  const flat: tf.Tensor3D = tf.reshape(value, [outer, input, inner])
  const padded = tf.pad3d(
    tf.slice3d(flat, [0, cut, 0], [outer, kept, inner]),
    [
      [0, 0],
      [lead, length - lead - kept],
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
