import { z } from 'zod'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { tensorAxis } from '../axes.ts'
import type { OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import { affine, perChannel } from './affine.ts'
import { standardise } from './standardise.ts'

const schema = z.object({ epsilon: z.number().default(1e-5) })

/** Each channel of each image by its own mean and variance, then a factor and a term a channel. */
export const instanceNormalization: OnnxOperator = {
  infer(node, inputs) {
    attributesOf(node, schema)
    const { type, shape } = required(inputs, 0)
    if (shape.length < 3)
      throw new OperatorError(`needs an input with spatial axes, not ${shape.join(' × ')}`)
    for (const i of [1, 2])
      if (required(inputs, i).shape.join() !== `${shape[1]}`)
        throw new OperatorError(
          `its input ${i} is ${required(inputs, i).shape.join(' × ')} for ${shape[1]} channels`,
        )
    return [{ type, shape }]
  },
  compile(node, known) {
    const { epsilon } = attributesOf(node, schema)
    return {
      apply(inputs) {
        const input = required(inputs, 0)
        const rank = input.shape.length
        const axes = Array.from({ length: rank - 2 }, (_, i) => tensorAxis(i + 2, input.layout))
        const standard = standardise(input.tensor, axes, epsilon)
        const spread = perChannel(input.shape[1] ?? 1, rank, input.layout)
        const { output, backward } = affine(standard.output, inputs[1], inputs[2], spread, known.slice(1))
        return {
          outputs: [{ ...input, tensor: output }],
          backward([gradient]) {
            if (gradient === undefined) return []
            const [byStandard, ...rest] = backward(gradient)
            return [standard.backward(byStandard), ...rest]
          },
        }
      },
    }
  },
}
