import * as tf from '../../tensor/tf.ts'
import { spread } from './spread.ts'
import { lookThrough } from './window.ts'

type Pair = readonly [number, number]

/**
 * The gradient of max pooling (NHWC, no padding), to the first of equal values in a window, out of comparisons alone.
 */
export function composedMaxPoolGradient(
  gradient: tf.Tensor4D,
  input: tf.Tensor4D,
  output: tf.Tensor4D,
  filter: Pair,
  strides: Pair,
): tf.Tensor4D {
  const [batch, height, width, channels] = input.shape
  const [, rows, columns] = output.shape
  const nothing = tf.zerosLike(gradient)
  let left = gradient
  const parts: tf.Tensor4D[] = []
  for (let top = 0; top < filter[0]; top++)
    for (let beside = 0; beside < filter[1]; beside++) {
      const end = [
        batch,
        top + (rows - 1) * strides[0] + 1,
        beside + (columns - 1) * strides[1] + 1,
        channels,
      ]
      const candidates = tf.stridedSlice(input, [0, top, beside, 0], end, [1, ...strides, 1])
      const chosen = tf.equal(candidates, output)
      const mine: tf.Tensor4D = tf.where(chosen, left, nothing)
      left = tf.where(chosen, nothing, left)
      parts.push(lookThrough(spread(mine, strides), { top, left: beside, height, width }))
    }
  return tf.addN(parts)
}
