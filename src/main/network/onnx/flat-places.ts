import * as tf from '../../tensor/tf.ts'
import { stridesOf } from './host.ts'
import { scatteredRows } from './scatter.ts'
import { countOf } from './value.ts'

/**
 * Rows of a matrix picked by number: what GatherElements, GatherND and TopK's gradient come down to. `places` may repeat.
 */
export function pickedRows(matrix: tf.Tensor2D, places: tf.Tensor1D): tf.Tensor2D {
  return tf.reshape(tf.gather(matrix, places, 0), [places.size, matrix.shape[1]])
}

/** A tensor as a column of single numbers. */
export const asColumn = (tensor: tf.Tensor): tf.Tensor2D => tf.reshape(tensor, [tensor.size, 1])

/** Numbers added up at their places in a list of zeros, as a tensor of this shape. */
export function scatteredNumbers(
  numbers: tf.Tensor,
  places: tf.Tensor1D,
  shape: readonly number[],
): tf.Tensor {
  return tf.reshape(scatteredRows(asColumn(numbers), places, countOf(shape)), [...shape])
}

/**
 * Where an element of a tensor of shape `from` lies, when all its places are those of an element of the indices' tensor but the one
 * along `axis`, which the index names: GatherElements' rule. Negative indices count from the end.
 */
export function elementPlaces(indices: tf.Tensor, from: readonly number[], axis: number): tf.Tensor1D {
  const strides = stridesOf(from)
  const size = from[axis] ?? 1
  const wrapped = tf.add(indices, tf.mul(tf.cast(tf.less(indices, 0), 'int32'), tf.scalar(size, 'int32')))
  const others = strides
    .flatMap((stride, i) => (i === axis ? [] : [alongAxis(indices.shape, i, stride)]))
    .reduce((sum: tf.Tensor, one) => tf.add(sum, one), tf.scalar(0, 'int32'))
  const places = tf.add(tf.mul(wrapped, tf.scalar(strides[axis] ?? 1, 'int32')), others)
  return tf.reshape(places, [indices.size])
}

/** 0, stride, 2·stride, … along one axis, in a shape that spreads over all. */
function alongAxis(shape: readonly number[], axis: number, stride: number): tf.Tensor {
  const numbers = Int32Array.from({ length: shape[axis] ?? 0 }, (_, i) => i * stride)
  return tf.tensor(
    numbers,
    shape.map((size, i) => (i === axis ? size : 1)),
    'int32',
  )
}
