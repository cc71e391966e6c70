import * as tf from '../../tensor/tf.ts'
import { upTo } from './host.ts'
import { inverse, permute } from './permute.ts'
import { countOf } from './value.ts'

/** Rows added up at their places in a matrix of zeros: the gradient of picking rows, which may pick one several times. */
export function scatteredRows(rows: tf.Tensor2D, places: tf.Tensor1D, size: number): tf.Tensor2D {
  const [count, width] = rows.shape
  const scattered = tf.scatterND(tf.reshape(places, [count, 1]), rows, [size, width])
  return tf.reshape(scattered, [size, width])
}

/** Slices along an axis added up at their places in a tensor of zeros that is `size` long there: the gradient of `tf.gather`. */
export function scatteredAlong(
  gradient: tf.Tensor,
  places: tf.Tensor1D,
  axis: number,
  size: number,
): tf.Tensor {
  const order = [axis, ...upTo(gradient.rank).filter((other) => other !== axis)]
  const first = permute(gradient, order)
  const [count = 0, ...rest] = first.shape
  const width = countOf(rest)
  const scattered = scatteredRows(tf.reshape(first, [count, width]), places, size)
  return permute(tf.reshape(scattered, [size, ...rest]), inverse(order))
}
