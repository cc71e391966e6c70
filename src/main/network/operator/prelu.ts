import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import { defineOperator } from './operator.ts'
import { onlyInput } from './params.ts'
import { channelKernel, channelsOf, channelWeight } from './per-channel.ts'

const params = z.strictObject({
  /** One slope for all channels. */
  shared: z.boolean().default(false),
})

/** A ReLU whose slope below zero is learnt, a value a channel. */
export const prelu = defineOperator({
  params,
  shapes: (_params, inputs) => [onlyInput(inputs)],
  weights: ({ shared }, inputs) => ({ weight: [shared ? 1 : channelsOf(onlyInput(inputs))] }),
  compile(_params, inputs, weights) {
    const slope = channelWeight(weights, 'weight', onlyInput(inputs))
    return channelKernel([slope], (input) => {
      const positive = tf.greater(input, 0)
      return {
        output: tf.where(positive, input, tf.mul(input, slope)),
        backward: (gradient) => tf.where(positive, gradient, tf.mul(gradient, slope)),
      }
    })
  },
})
