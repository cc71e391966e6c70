import * as tf from '../../tensor/tf.ts'
import { noParams } from './elementwise.ts'
import { defineOperator } from './operator.ts'
import { onlyInput } from './params.ts'
import { channelKernel, channelsOf, channelWeight } from './per-channel.ts'

/** A constant added to each channel. */
export const bias = defineOperator({
  params: noParams,
  shapes: (_params, inputs) => [onlyInput(inputs)],
  weights: (_params, inputs) => ({ bias: [channelsOf(onlyInput(inputs))] }),
  compile(_params, inputs, weights) {
    const constant = channelWeight(weights, 'bias', onlyInput(inputs))
    return channelKernel([constant], (input) => ({
      output: tf.add(input, constant),
      backward: (gradient) => gradient,
    }))
  },
})
