import * as tf from '../../../tensor/tf.ts'
import { pooling } from './pooling.ts'
import { sumOver } from './pooling-composed.ts'

/** The p-norm of each window, padding as zeros. */
export const lpPool = pooling({
  composed: (value, along, { p }) => tf.pow(sumOver(tf.pow(tf.abs(value), p), along), 1 / p),
})
