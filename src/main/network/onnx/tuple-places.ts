import * as tf from '../../tensor/tf.ts'
import { stridesOf, upTo } from './host.ts'
import { countOf } from './value.ts'

/**
 * Which row each tuple of indices (the last axis) names, in a tensor of shape `from` laid out as a matrix whose rows are numbered by the
 * axes the tuple covers, after `batch` axes that indices and tensor share: GatherND's and ScatterND's rule. Negative indices count from the end.
 */
export function tuplePlaces(indices: tf.Tensor, from: readonly number[], batch: number): tf.Tensor1D {
  const length = indices.shape.at(-1) ?? 0
  const covered = from.slice(batch, batch + length)
  const outer = countOf(from.slice(0, batch))
  const tuples = tf.reshape(indices, [outer, indices.size / Math.max(1, length * outer), length])
  const perTuple = (numbers: readonly number[]): tf.Tensor => tf.tensor([...numbers], [1, 1, length], 'int32')
  const wrapped = tf.add(tuples, tf.mul(tf.cast(tf.less(tuples, 0), 'int32'), perTuple(covered)))
  const strides = stridesOf(covered)
  const within = tf.sum(tf.mul(wrapped, perTuple(strides)), 2)
  const starts = tf.tensor(
    upTo(outer).map((i) => i * countOf(covered)),
    [outer, 1],
    'int32',
  )
  const places = tf.add(within, starts)
  return tf.reshape(places, [places.size])
}
