import * as tf from '../../../tensor/tf.ts'
import { unary } from '../unary.ts'

/** x / (1 + |x|). */
export const softsign = unary((x) => {
  const divisor = tf.add(tf.abs(x), 1)
  return { output: tf.div(x, divisor), backward: (gradient) => tf.div(gradient, tf.square(divisor)) }
})
