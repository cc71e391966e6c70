import * as tf from '../../tensor/tf.ts'
import { elementwise, noParams } from './elementwise.ts'

/** 1 / (1 + e⁻ˣ). */
export const sigmoid = elementwise(noParams, (_params, input) => {
  const output = tf.sigmoid(input)
  return { output, backward: (gradient) => tf.mul(gradient, tf.mul(output, tf.sub(1, output))) }
})
