import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import { defineOperator } from './operator.ts'
import { onlyInput } from './params.ts'
import { channelKernel, channelsOf, channelWeight } from './per-channel.ts'

const params = z.strictObject({ bias: z.boolean().default(false) })

/** Each channel multiplied with its own factor, and where there is a bias, that added. */
export const scale = defineOperator({
  params,
  shapes: (_params, inputs) => [onlyInput(inputs)],
  weights({ bias }, inputs) {
    const weight = [channelsOf(onlyInput(inputs))]
    return bias ? { weight, bias: weight } : { weight }
  },
  compile({ bias: hasBias }, inputs, weights) {
    const shape = onlyInput(inputs)
    const weight = channelWeight(weights, 'weight', shape)
    const bias = hasBias ? channelWeight(weights, 'bias', shape) : null
    return channelKernel(bias === null ? [weight] : [weight, bias], (input) => {
      const scaled = tf.mul(input, weight)
      return {
        output: bias === null ? scaled : tf.add(scaled, bias),
        backward: (gradient) => tf.mul(gradient, weight),
      }
    })
  },
})
