import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { activation } from './activation.ts'

/** x / (1 + e^(−alpha · x)); SiLU where alpha is 1. */
export const swish = activation(z.object({ alpha: z.number().default(1) }), (x, { alpha }) => {
  const gate = tf.sigmoid(alpha === 1 ? x : tf.mul(x, alpha))
  const output = tf.mul(x, gate)
  return {
    output,
    backward: (gradient) => tf.mul(gradient, tf.add(gate, tf.mul(tf.mul(output, alpha), tf.sub(1, gate)))),
  }
})
