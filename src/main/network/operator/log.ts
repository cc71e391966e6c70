import * as tf from '../../tensor/tf.ts'
import { elementwise } from './elementwise.ts'
import { exponentialParams } from './exp.ts'

/** Logarithm to `base` of (shift + scale · x). */
export const log = elementwise(exponentialParams, ({ base, scale, shift }, input) => {
  const factor = base === -1 ? 1 : 1 / Math.log(base)
  const argument = tf.add(tf.mul(input, scale), shift)
  return {
    output: tf.mul(tf.log(argument), factor),
    backward: (gradient) => tf.div(tf.mul(gradient, scale * factor), argument),
  }
})
