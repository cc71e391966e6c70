import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { activation } from './activation.ts'

/** x above zero, alpha · (eˣ − 1) elsewhere. */
export const elu = activation(z.object({ alpha: z.number().default(1) }), (x, { alpha }) => {
  const positive = tf.greater(x, 0)
  const below = tf.mul(tf.expm1(tf.minimum(x, 0)), alpha)
  return {
    output: tf.where(positive, x, below),
    backward: (gradient) => tf.where(positive, gradient, tf.mul(gradient, tf.add(below, alpha))),
  }
})
