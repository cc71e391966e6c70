import * as tf from '../../tensor/tf.ts'
import { elementwise, noParams } from './elementwise.ts'

export const absVal = elementwise(noParams, (_params, input) => ({
  output: tf.abs(input),
  backward: (gradient) => tf.mul(gradient, tf.sign(input)),
}))
