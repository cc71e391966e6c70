import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import { elementwise } from './elementwise.ts'

/** `base` −1 stands for e, as in Caffe. */
export const exponentialParams = z.strictObject({
  base: z
    .number()
    .default(-1)
    .refine((base) => base === -1 || base > 0, 'must be positive, or −1 for e'),
  scale: z.number().default(1),
  shift: z.number().default(0),
})

/** base ^ (shift + scale · x). */
export const exp = elementwise(exponentialParams, ({ base, scale, shift }, input) => {
  const logarithm = base === -1 ? 1 : Math.log(base)
  const output = tf.exp(tf.mul(tf.add(tf.mul(input, scale), shift), logarithm))
  return { output, backward: (gradient) => tf.mul(gradient, tf.mul(output, scale * logarithm)) }
})
