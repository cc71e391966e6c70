import * as tf from '../../../tensor/tf.ts'
import { unary } from '../unary.ts'

/** The hyperbolic tangent. */
export const tanh = unary((x) => {
  const output = tf.tanh(x)
  return { output, backward: (gradient) => tf.mul(gradient, tf.sub(1, tf.square(output))) }
})
