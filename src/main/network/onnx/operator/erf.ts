import * as tf from '../../../tensor/tf.ts'
import { unary } from '../unary.ts'

/** The error function. */
export const erf = unary((x) => ({
  output: tf.erf(x),
  backward: (gradient) => tf.mul(gradient, tf.mul(tf.exp(tf.neg(tf.square(x))), 2 / Math.sqrt(Math.PI))),
}))
