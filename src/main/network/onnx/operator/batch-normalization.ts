import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import type { Kernel, Node, OnnxOperator, Uploads } from '../operator.ts'
import { required } from '../unary.ts'
import type { Known } from '../value.ts'
import { perChannel } from './affine.ts'
import { tapedKernel } from './taped.ts'

const schema = z.object({
  epsilon: z.number().default(1e-5),
  training_mode: z.literal(0, 'networks are only run here, not trained').default(0),
  spatial: z.literal(1, 'statistics of each place are not supported').default(1),
})

/** (x − mean) / √(variance + epsilon) · scale + bias, a number of each a channel, with the statistics of training. */
export const batchNormalization: OnnxOperator = {
  reads: [1, 2, 3, 4],
  infer(node, inputs) {
    attributesOf(node, schema)
    const { type, shape } = required(inputs, 0)
    const channels = channelsOf(shape)
    for (const [i, name] of ['scale', 'bias', 'mean', 'variance'].entries()) {
      const given = required(inputs, i + 1).shape
      if (given.join() !== `${channels}`)
        throw new OperatorError(`its ${name} is ${given.join(' × ')} for ${channels} channels`)
    }
    return [{ type, shape }]
  },
  compile(node, inputs, uploads) {
    const { epsilon } = attributesOf(node, schema)
    const { type, shape } = required(inputs, 0)
    const numbers = inputs.slice(1, 5).flatMap((known) => (known?.data === undefined ? [] : [known.data]))
    if (numbers.length === 4) return constantKernel(node, shape, numbers, epsilon, uploads)
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

/** All of it as one factor and one term a channel. */
function constantKernel(
  node: Node,
  shape: readonly number[],
  [scale = [], bias = [], mean = [], variance = []]: readonly ArrayLike<number>[],
  epsilon: number,
  uploads: Uploads,
): Kernel {
  const gain = (i: number) => (scale[i] ?? 0) / Math.sqrt((variance[i] ?? 0) + epsilon)
  const channels = channelsOf(shape)
  const kept = (purpose: string, of: (i: number) => number) =>
    uploads.get(`${node.name} ${purpose}`, () =>
      tf.tensor1d(Float32Array.from({ length: channels }, (_, i) => of(i))),
    )
  const factors = kept('gain', gain)
  const terms = kept('shift', (i) => (bias[i] ?? 0) - (mean[i] ?? 0) * gain(i))
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
