import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import type { UnaryApplied } from '../unary.ts'
import { activation } from './activation.ts'

const schema = z.object({ approximate: z.enum(['none', 'tanh']).default('none') })

/** x · Φ(x), Φ the normal distribution (Hendrycks & Gimpel 2016), or with `tanh` their approximation of it. */
export const gelu = activation(schema, (x, { approximate }) =>
  approximate === 'tanh' ? byTanh(x) : exactly(x),
)

function exactly(x: tf.Tensor): UnaryApplied {
  const distribution = tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5)
  return {
    output: tf.mul(x, distribution),
    backward(gradient) {
      const density = tf.mul(tf.exp(tf.mul(tf.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI))
      return tf.mul(gradient, tf.add(distribution, tf.mul(x, density)))
    },
  }
}

const [WIDTH, CUBIC] = [Math.sqrt(2 / Math.PI), 0.044715]

function byTanh(x: tf.Tensor): UnaryApplied {
  const square = tf.square(x)
  const inner = tf.tanh(tf.mul(tf.mul(x, tf.add(tf.mul(square, CUBIC), 1)), WIDTH))
  const distribution = tf.mul(tf.add(inner, 1), 0.5)
  return {
    output: tf.mul(x, distribution),
    backward(gradient) {
      const innerSlope = tf.mul(tf.add(tf.mul(square, 3 * CUBIC), 1), WIDTH)
      const density = tf.mul(tf.mul(tf.sub(1, tf.square(inner)), innerSlope), 0.5)
      return tf.mul(gradient, tf.add(distribution, tf.mul(x, density)))
    },
  }
}
