import * as tf from '../../../tensor/tf.ts'
import { stridesOf } from '../host.ts'
import { countOf } from '../value.ts'
import { LOWEST } from './pooling-plane.ts'
import type { Along } from './spatial.ts'
import { placesAlong } from './windows-along.ts'

/**
 * Where the largest number of each window lies in the whole value, the first of equal ones; shapes are ONNX's. Places are counted in
 * single precision: the value has fewer than 2²⁴.
 *
 * @param isColumnMajor counts the spatial axes the first one fastest
 */
export function placesOfMaxima(value: tf.Tensor, along: readonly Along[], isColumnMajor: boolean): tf.Tensor {
  const [batch = 1, channels = 1, ...spatial] = value.shape
  const strides = isColumnMajor ? stridesOf(spatial.toReversed()).reverse() : stridesOf(spatial)
  const all = countOf(spatial)
  const rowMajor = stridesOf(spatial)
  const numbered = Float32Array.from({ length: all }, (_, i) =>
    strides.reduce(
      (sum, stride, axis) => sum + (Math.floor(i / (rowMajor[axis] ?? 1)) % (spatial[axis] ?? 1)) * stride,
      0,
    ),
  )
  const numbers = windows(value, along, LOWEST)
  const places = windows(tf.tensor(numbered, [1, 1, ...spatial]), along, -1)
  const [first, firstPlace] = [numbers[0], places[0]]
  if (first === undefined || firstPlace === undefined) throw new TypeError('a window has no places')
  let [largest, at] = [first, tf.broadcastTo(firstPlace, first.shape)]
  numbers.forEach((one, i) => {
    at = tf.where(tf.greater(one, largest), tf.broadcastTo(places[i] ?? firstPlace, one.shape), at)
    largest = tf.maximum(one, largest)
  })
  const starts = Float32Array.from({ length: batch * channels }, (_, i) => i * all)
  const from = tf.tensor(starts, [batch, channels, ...spatial.map(() => 1)])
  return tf.cast(tf.add(at, from), 'int32')
}

/** The first place of every window, the second … over all axes. */
const windows = (value: tf.Tensor, along: readonly Along[], fill: number): tf.Tensor[] =>
  along.reduce(
    (values, one, axis) => values.flatMap((each) => placesAlong(each, axis + 2, one, fill)),
    [value],
  )
