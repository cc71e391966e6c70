import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import { elementwise } from './elementwise.ts'
import { reluGradient } from './kernels.ts'

const params = z.strictObject({ slope: z.number().default(0) })

/** max(0, x) + slope · min(0, x). */
export const relu = elementwise(params, ({ slope }, input) => {
  if (slope === 0) {
    const output = tf.relu(input)
    return { output, backward: (gradient) => reluGradient(gradient, output) }
  }
  return {
    output: tf.where(tf.greater(input, 0), input, tf.mul(input, slope)),
    backward: (gradient) => tf.where(tf.greater(input, 0), gradient, tf.mul(gradient, slope)),
  }
})
