import * as tf from '../../../tensor/tf.ts'
import { unary } from '../unary.ts'

/** log(1 + eˣ), written so that large x does not overflow. */
export const softplusOf = (x: tf.Tensor): tf.Tensor => tf.add(tf.relu(x), tf.log1p(tf.exp(tf.neg(tf.abs(x)))))

export const softplus = unary((x) => ({
  output: softplusOf(x),
  backward: (gradient) => tf.mul(gradient, tf.sigmoid(x)),
}))
