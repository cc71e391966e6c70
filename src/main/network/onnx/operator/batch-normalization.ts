import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import type { Kernel, Node, OnnxOperator, Uploads } from '../operator.ts'
import { required } from '../unary.ts'
import { type Constant, countOf, type Known } from '../value.ts'
import { perChannel } from './affine.ts'
import { standardisedChannels } from './batch-statistics.ts'
import { tapedKernel } from './taped.ts'

const schema = z.object({
  epsilon: z.number().default(1e-5),
  momentum: z.number().default(0.9),
  training_mode: z.int().default(0),
  spatial: z.literal(1, 'statistics of each place are not supported').default(1),
})

/** x · gain + shift, a number of each a channel. */
export interface Scaling {
  readonly gain: readonly number[]
  readonly shift: readonly number[]
}

/** (x − mean) / √(variance + epsilon) · scale + bias, a number of each a channel, with the statistics of training. */
export const batchNormalization: OnnxOperator = {
  reads: [1, 2, 3, 4],
  infer(node, inputs) {
    const { type, shape, data } = required(inputs, 0)
    const { training_mode: training } = attributesOf(node, schema)
    if (training !== 0 && data === undefined)
      throw new OperatorError('it is set to training, and networks are only run here')
    const channels = channelsOf(shape)
    for (const [i, name] of ['scale', 'bias', 'mean', 'variance'].entries()) {
      const given = required(inputs, i + 1).shape
      if (given.join() !== `${channels}`)
        throw new OperatorError(`its ${name} is ${given.join(' × ')} for ${channels} channels`)
    }
    const statistics = { type, shape: [channels] }
    return training === 0 ? [{ type, shape }] : [{ type, shape }, statistics, statistics]
  },
  fold(node, inputs) {
    const { epsilon, momentum, training_mode: training } = attributesOf(node, schema)
    const [scale = [], bias = [], mean = [], variance = []] = [1, 2, 3, 4].map(
      (i) => required(inputs, i).data,
    )
    const given = required(inputs, 0)
    if (training !== 0) {
      const { output, means, variances } = standardisedChannels(given, scale, bias, epsilon)
      const running = (before: ArrayLike<number>, now: Float32Array): Constant => ({
        ...required(inputs, 3),
        data: now.map((value, i) => (before[i] ?? 0) * momentum + value * (1 - momentum)),
      })
      return [output, running(mean, means), running(variance, variances)].slice(0, Math.max(1, node.outputs))
    }
    const each = countOf(given.shape.slice(2))
    const normalised = Float32Array.from(given.data, (value, at) => {
      const channel = Math.floor(at / each) % channelsOf(given.shape)
      const deviation = Math.sqrt((variance[channel] ?? 0) + epsilon)
      return ((value - (mean[channel] ?? 0)) / deviation) * (scale[channel] ?? 1) + (bias[channel] ?? 0)
    })
    return [{ ...given, data: normalised }]
  },
  compile(node, inputs, uploads) {
    const { type, shape } = required(inputs, 0)
    const scaling = knownScaling(node, inputs)
    if (scaling !== undefined) return constantKernel(node, shape, scaling, uploads)
    const { epsilon } = attributesOf(node, schema)
    const spread = perChannel(channelsOf(shape), shape.length, 'plain')
    return tapedKernel(node, inputs, { type, shape }, uploads, (given) => {
      const [x, scale, bias, mean, variance] = given.map((tensor, i) => {
        const one = required([tensor], 0)
        return i === 0 ? one : tf.reshape(one, spread)
      })
      const deviation = tf.sqrt(tf.add(required([variance], 0), epsilon))
      const centred = tf.sub(required([x], 0), required([mean], 0))
      return tf.add(tf.mul(tf.div(centred, deviation), required([scale], 0)), required([bias], 0))
    })
  },
}

function channelsOf(shape: Known['shape']): number {
  const [, channels] = shape
  if (channels === undefined)
    throw new OperatorError(`needs an input of batch and channels, not ${shape.join(' × ')}`)
  return channels
}

/** All of it as one factor and one term a channel, where its numbers are known beforehand. */
export function knownScaling(node: Node, inputs: readonly (Known | undefined)[]): Scaling | undefined {
  const { epsilon } = attributesOf(node, schema)
  const [scale, bias, mean, variance] = inputs.slice(1, 5).map((known) => known?.data)
  if (scale === undefined || bias === undefined || mean === undefined || variance === undefined) return
  const gain = Array.from(scale, (factor, i) => factor / Math.sqrt((variance[i] ?? 0) + epsilon))
  return { gain, shift: gain.map((factor, i) => (bias[i] ?? 0) - (mean[i] ?? 0) * factor) }
}

function constantKernel(
  node: Node,
  shape: readonly number[],
  { gain, shift }: Scaling,
  uploads: Uploads,
): Kernel {
  const channels = channelsOf(shape)
  const kept = (purpose: string, values: readonly number[]) =>
    uploads.get(`${node.name} ${purpose}`, () => tf.tensor1d(Float32Array.from(values)))
  const factors = kept('gain', gain)
  const terms = kept('shift', shift)
  return {
    apply(values) {
      const input = required(values, 0)
      const spread = perChannel(channels, shape.length, input.layout)
      const [factor, term] = [tf.reshape(factors, spread), tf.reshape(terms, spread)]
      return {
        outputs: [{ ...input, tensor: tf.add(tf.mul(input.tensor, factor), term) }],
        backward: ([gradient]) => [gradient && tf.mul(gradient, factor)],
      }
    },
  }
}
