import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { activation } from './activation.ts'

const schema = z.object({ bias: z.number().default(0), lambd: z.number().default(0.5) })

/** x brought nearer to zero by `bias` where it is farther from it than `lambd`, zero elsewhere. */
export const shrink = activation(schema, (x, { bias, lambd }) => {
  const above = tf.cast(tf.greater(x, lambd), 'float32')
  const below = tf.cast(tf.less(x, -lambd), 'float32')
  const kept = tf.add(above, below)
  return {
    output: tf.add(tf.mul(x, kept), tf.mul(tf.sub(below, above), bias)),
    backward: (gradient) => tf.mul(gradient, kept),
  }
})
