import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import { elementwise } from './elementwise.ts'

const params = z.strictObject({ alpha: z.number().default(1) })

/** x above zero, alpha · (eˣ − 1) below. */
export const elu = elementwise(params, ({ alpha }, input) => {
  const positive = tf.greater(input, 0)
  // The exponential is taken of the negative part only, so that it cannot overflow where it is not used.
  const exponential = tf.exp(tf.minimum(input, 0))
  return {
    output: tf.where(positive, input, tf.mul(tf.sub(exponential, 1), alpha)),
    backward: (gradient) => tf.where(positive, gradient, tf.mul(gradient, tf.mul(exponential, alpha))),
  }
})
