import * as tf from '../../../tensor/tf.ts'

/** 1 where a value kept within these bounds still changes with it, else 0. */
export function rising(value: tf.Tensor, low: number, high: number): tf.Tensor {
  return tf.cast(tf.logicalAnd(tf.greater(value, low), tf.less(value, high)), 'float32')
}
