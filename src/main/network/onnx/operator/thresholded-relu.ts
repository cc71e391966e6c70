import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { activation } from './activation.ts'

/** x above alpha, zero elsewhere. */
export const thresholdedRelu = activation(z.object({ alpha: z.number().default(1) }), (x, { alpha }) => {
  const passing = tf.cast(tf.greater(x, alpha), 'float32')
  return { output: tf.mul(x, passing), backward: (gradient) => tf.mul(gradient, passing) }
})
