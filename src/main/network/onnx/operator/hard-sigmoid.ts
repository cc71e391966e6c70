import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { activation } from './activation.ts'
import { rising } from './clipped.ts'

const schema = z.object({ alpha: z.number().default(0.2), beta: z.number().default(0.5) })

/** alpha · x + beta, kept within 0 and 1. */
export const hardSigmoid = activation(schema, (x, { alpha, beta }) => {
  const line = tf.add(tf.mul(x, alpha), beta)
  return {
    output: tf.clipByValue(line, 0, 1),
    backward: (gradient) => tf.mul(gradient, tf.mul(rising(line, 0, 1), alpha)),
  }
})
