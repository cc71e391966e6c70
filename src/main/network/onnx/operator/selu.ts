import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { activation } from './activation.ts'

// Klambauer et al. 2017, in single precision as ONNX states them.
const schema = z.object({
  alpha: z.number().default(1.6732631921768188),
  gamma: z.number().default(1.0507010221481323),
})

/** gamma · x above zero, gamma · alpha · (eˣ − 1) elsewhere. */
export const selu = activation(schema, (x, { alpha, gamma }) => {
  const positive = tf.greater(x, 0)
  const below = tf.mul(tf.expm1(tf.minimum(x, 0)), alpha * gamma)
  return {
    output: tf.where(positive, tf.mul(x, gamma), below),
    backward: (gradient) =>
      tf.mul(gradient, tf.where(positive, tf.scalar(gamma), tf.add(below, alpha * gamma))),
  }
})
