import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import { elementwise } from './elementwise.ts'

const params = z.strictObject({
  power: z.number().default(1),
  scale: z.number().default(1),
  shift: z.number().default(0),
})

/** (shift + scale · x) ^ power. */
export const power = elementwise(params, ({ power: exponent, scale, shift }, input) => {
  const base = tf.add(tf.mul(input, scale), shift)
  const slope = exponent * scale
  if (exponent === 1) return { output: base, backward: (gradient) => tf.mul(gradient, slope) }
  if (exponent === 2)
    return { output: tf.square(base), backward: (gradient) => tf.mul(gradient, tf.mul(base, slope)) }
  return {
    output: tf.pow(base, exponent),
    backward: (gradient) => tf.mul(gradient, tf.mul(tf.pow(base, exponent - 1), slope)),
  }
})
