import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { activation } from './activation.ts'

/** x above zero, alpha · x elsewhere. */
export const leakyRelu = activation(z.object({ alpha: z.number().default(0.01) }), (x, { alpha }) => {
  const slope = (value: tf.Tensor) => tf.where(tf.greater(x, 0), value, tf.mul(value, alpha))
  return { output: slope(x), backward: slope }
})
