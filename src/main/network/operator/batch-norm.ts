import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import { defineOperator, type LayerWeights } from './operator.ts'
import { onlyInput } from './params.ts'
import { channelKernel, channelsOf, upload } from './per-channel.ts'

const params = z.strictObject({ epsilon: z.number().positive().default(1e-5) })

/**
 * (x − mean) / √(variance + epsilon) with the statistics of training. Caffe stores them multiplied with a factor,
 * `scale`, by which they are divided here (0 stands for no statistics: zeros).
 */
export const batchNorm = defineOperator({
  params,
  shapes: (_params, inputs) => [onlyInput(inputs)],
  weights(_params, inputs) {
    const channels = [channelsOf(onlyInput(inputs))]
    return { mean: channels, variance: channels, scale: [1] }
  },
  compile({ epsilon }, inputs, weights) {
    const shape = onlyInput(inputs)
    const stored = weights.get('scale')?.data[0] ?? 1
    const factor = stored === 0 ? 0 : 1 / stored
    const mean = upload(
      read(weights, 'mean').map((value) => value * factor),
      shape,
    )
    const gain = upload(
      read(weights, 'variance').map((value) => 1 / Math.sqrt(value * factor + epsilon)),
      shape,
    )
    return channelKernel([mean, gain], (input) => ({
      output: tf.mul(tf.sub(input, mean), gain),
      backward: (gradient) => tf.mul(gradient, gain),
    }))
  },
})

function read(weights: LayerWeights, role: string): Float32Array {
  const weight = weights.get(role)
  if (weight === undefined) throw new TypeError(`the ${role} is missing`)
  return weight.data
}
