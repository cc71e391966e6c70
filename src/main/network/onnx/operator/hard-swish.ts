import * as tf from '../../../tensor/tf.ts'
import { unary } from '../unary.ts'
import { rising } from './clipped.ts'

/** x · (x / 6 + ½ kept within 0 and 1), of MobileNetV3 (Howard et al. 2019). */
export const hardSwish = unary((x) => {
  const line = tf.add(tf.mul(x, 1 / 6), 0.5)
  const gate = tf.clipByValue(line, 0, 1)
  return {
    output: tf.mul(x, gate),
    backward: (gradient) => tf.mul(gradient, tf.add(gate, tf.mul(tf.mul(x, 1 / 6), rising(line, 0, 1)))),
  }
})
