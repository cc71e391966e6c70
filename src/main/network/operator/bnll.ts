import * as tf from '../../tensor/tf.ts'
import { elementwise, noParams } from './elementwise.ts'

/** Binomial normal log likelihood, log(1 + eˣ), written so that large x does not overflow. */
export const bnll = elementwise(noParams, (_params, input) => ({
  output: tf.add(tf.relu(input), tf.log1p(tf.exp(tf.neg(tf.abs(input))))),
  backward: (gradient) => tf.mul(gradient, tf.sigmoid(input)),
}))
