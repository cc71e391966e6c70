import * as tf from '../../../tensor/tf.ts'
import { unary } from '../unary.ts'
import { sigmoidGradient } from './native-gradients.ts'

/** 1 / (1 + e⁻ˣ). */
export const sigmoid = unary((x) => {
  const output = tf.sigmoid(x)
  return { output, backward: (gradient) => sigmoidGradient(gradient, output) }
})
