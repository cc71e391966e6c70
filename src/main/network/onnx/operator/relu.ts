import * as tf from '../../../tensor/tf.ts'
import { reluGradient } from '../../operator/kernels.ts'
import { unary } from '../unary.ts'

/** max(0, x). */
export const relu = unary((x) => {
  const output = tf.relu(x)
  return { output, backward: (gradient) => reluGradient(gradient, output) }
})
