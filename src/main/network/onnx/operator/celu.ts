import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { activation } from './activation.ts'

/** max(0, x) + min(0, alpha · (e^(x / alpha) − 1)). */
export const celu = activation(
  z.object({ alpha: z.number().positive('must be above zero').default(1) }),
  (x, { alpha }) => {
    const exponential = tf.expm1(tf.div(tf.minimum(x, 0), alpha))
    return {
      output: tf.add(tf.relu(x), tf.mul(exponential, alpha)),
      // Above zero the exponential's slope, e⁰, is that of x.
      backward: (gradient) => tf.mul(gradient, tf.add(exponential, 1)),
    }
  },
)
