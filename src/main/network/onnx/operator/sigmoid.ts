import * as tf from '../../../tensor/tf.ts'
import { unary } from '../unary.ts'

/** 1 / (1 + e⁻ˣ). */
export const sigmoid = unary((x) => {
  const output = tf.sigmoid(x)
  return { output, backward: (gradient) => tf.mul(gradient, tf.mul(output, tf.sub(1, output))) }
})
