import * as tf from '../../tensor/tf.ts'
import { countOf } from './value.ts'

/** Evenly spaced places along an axis: start, start + step, …; the step may be negative. */
export interface Range {
  readonly start: number
  readonly step: number
  readonly count: number
}

/** The numbers at the ranges' places, one range an axis of the tensor. */
export function taken(tensor: tf.Tensor, ranges: readonly Range[]): tf.Tensor {
  if (tensor.rank === 0) return tensor
  const upwards = reversed(tensor, ranges)
  const from = ranges.map((range, axis) => ascending(range, tensor.shape[axis] ?? 0))
  if (ranges.every(({ step }) => Math.abs(step) === 1))
    return tf.slice(
      upwards,
      from.map(({ start }) => start),
      from.map(({ count }) => count),
    )
  return tf.stridedSlice(
    upwards,
    from.map(({ start }) => start),
    from.map(({ start, step, count }) => start + (count === 0 ? 0 : (count - 1) * step + 1)),
    from.map(({ step }) => step),
  )
}

/** The gradient of `taken`: numbers put back to their places in a tensor of this shape, zeros elsewhere. */
export function putBack(gradient: tf.Tensor, shape: readonly number[], ranges: readonly Range[]): tf.Tensor {
  if (shape.length === 0) return gradient
  const spaced = ranges.reduce(
    (so, { step, count }, axis) => (count < 2 ? so : withGaps(so, axis, Math.abs(step))),
    gradient,
  )
  const whole = padded(
    spaced,
    ranges.map((range, axis): [number, number] => {
      const size = shape[axis] ?? 0
      const { start } = range.count === 0 ? { start: 0 } : ascending(range, size)
      return [start, size - start - (spaced.shape[axis] ?? 0)]
    }),
  )
  return reversed(whole, ranges)
}

/** `tf.pad` for tensors of any number of dimensions, an axis at a time beyond four: there WebGPU's ends. */
export function padded(
  tensor: tf.Tensor,
  paddings: readonly (readonly [number, number])[],
  value = 0,
): tf.Tensor {
  if (tensor.rank <= 4)
    return tf.pad(
      tensor,
      paddings.map(([before, after]): [number, number] => [before, after]),
      value,
    )
  return paddings.reduce((so, [before, after], axis) => {
    if (before === 0 && after === 0) return so
    const [outer, inner] = [so.shape.slice(0, axis), so.shape.slice(axis + 1)]
    const size = so.shape[axis] ?? 0
    const flat = tf.reshape(so, [countOf(outer), size, countOf(inner)])
    const wider = tf.pad(
      flat,
      [
        [0, 0],
        [before, after],
        [0, 0],
      ],
      value,
    )
    return tf.reshape(wider, [...outer, size + before + after, ...inner])
  }, tensor)
}

/** The axes with a negative step turned round. */
function reversed(tensor: tf.Tensor, ranges: readonly Range[]): tf.Tensor {
  const axes = ranges.flatMap(({ step, count }, axis) => (step < 0 && count > 0 ? [axis] : []))
  return axes.length === 0 ? tensor : tf.reverse(tensor, axes)
}

/** A range in an axis that was turned round where its step is negative. */
const ascending = (range: Range, size: number): Range =>
  range.step > 0 || range.count === 0
    ? { ...range, step: Math.abs(range.step) }
    : { start: size - 1 - range.start, step: -range.step, count: range.count }

/** Zeros between neighbours, so that they are `step` apart. */
function withGaps(tensor: tf.Tensor, axis: number, step: number): tf.Tensor {
  if (step === 1) return tensor
  const [before, size, after] = [
    tensor.shape.slice(0, axis),
    tensor.shape[axis] ?? 0,
    tensor.shape.slice(axis + 1),
  ]
  const [outer, inner] = [countOf(before), countOf(after)]
  const spaced = tf.reshape(
    tf.pad(tf.reshape(tensor, [outer, size, 1, inner]), [
      [0, 0],
      [0, 0],
      [0, step - 1],
      [0, 0],
    ]),
    [outer, size * step, inner],
  )
  const long = (size - 1) * step + 1
  return tf.reshape(tf.slice(spaced, [0, 0, 0], [outer, long, inner]), [...before, long, ...after])
}
