import * as tf from '../../tensor/tf.ts'
import { elementwise, noParams } from './elementwise.ts'

export const tanh = elementwise(noParams, (_params, input) => {
  const output = tf.tanh(input)
  return { output, backward: (gradient) => tf.mul(gradient, tf.sub(1, tf.square(output))) }
})
