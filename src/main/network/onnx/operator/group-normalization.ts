import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import type { OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import { countOf } from '../value.ts'
import { affine } from './affine.ts'
import { standardise } from './standardise.ts'

const schema = z.object({ epsilon: z.number().default(1e-5), num_groups: z.int().min(1) })

/**
 * Each group of channels of each image by its own mean and variance, then a factor and a term: one of each a group before opset 21, a
 * channel since. Wu & He 2018.
 */
export const groupNormalization: OnnxOperator = {
  infer(node, inputs) {
    const { num_groups: groups } = attributesOf(node, schema)
    const { type, shape } = required(inputs, 0)
    const [, channels] = shape
    if (channels === undefined || channels % groups !== 0)
      throw new OperatorError(
        `an input of ${shape.join(' × ')} does not divide into ${groups} groups of channels`,
      )
    for (const i of [1, 2]) {
      const count = countOf(required(inputs, i).shape)
      if (count !== groups && count !== channels)
        throw new OperatorError(
          `its input ${i} has ${count} numbers for ${channels} channels in ${groups} groups`,
        )
    }
    return [{ type, shape }]
  },
  compile(node, known) {
    const { epsilon, num_groups: groups } = attributesOf(node, schema)
    return {
      apply(inputs) {
        const input = required(inputs, 0)
        const [batch = 1, channels = 1, ...spatial] = input.shape
        const isLast = input.layout === 'channels-last'
        const [places, each] = [countOf(spatial), channels / groups]
        const apart = isLast ? [batch, places, groups, each] : [batch, groups, each, places]
        const standard = standardise(tf.reshape(input.tensor, apart), isLast ? [1, 3] : [2, 3], epsilon)
        const perEach = countOf(required(inputs, 1).shape) === channels ? each : 1
        const spread = isLast ? [groups, perEach] : [groups, perEach, 1]
        const { output, backward } = affine(standard.output, inputs[1], inputs[2], spread, known.slice(1))
        return {
          outputs: [{ ...input, tensor: tf.reshape(output, input.tensor.shape) }],
          backward([gradient]) {
            if (gradient === undefined) return []
            const [byStandard, ...rest] = backward(tf.reshape(gradient, apart))
            return [tf.reshape(standard.backward(byStandard), input.tensor.shape), ...rest]
          },
        }
      },
    }
  },
}
