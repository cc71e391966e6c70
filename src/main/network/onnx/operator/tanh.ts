import * as tf from '../../../tensor/tf.ts'
import { unary } from '../unary.ts'
import { tanhGradient } from './native-gradients.ts'

/** The hyperbolic tangent. */
export const tanh = unary((x) => {
  const output = tf.tanh(x)
  return { output, backward: (gradient) => tanhGradient(gradient, output) }
})
