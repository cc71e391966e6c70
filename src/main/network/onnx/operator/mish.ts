import * as tf from '../../../tensor/tf.ts'
import { unary } from '../unary.ts'
import { softplusOf } from './softplus.ts'

/** x · tanh(log(1 + eˣ)). */
export const mish = unary((x) => {
  const gate = tf.tanh(softplusOf(x))
  return {
    output: tf.mul(x, gate),
    backward(gradient) {
      const slope = tf.mul(tf.sub(1, tf.square(gate)), tf.sigmoid(x))
      return tf.mul(gradient, tf.add(gate, tf.mul(x, slope)))
    },
  }
})
