import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { attributesOf } from '../attributes.ts'
import { axisOf, integersOf, tensorAxis } from '../axes.ts'
import { mapping } from '../mapping.ts'
import type { OnnxOperator } from '../operator.ts'
import { asFirst, required } from '../unary.ts'

const schema = z.object({ exclusive: z.int().default(0), reverse: z.int().default(0) })

/** Running sums along an axis: from either end, with or without the number itself. */
export const cumSum: OnnxOperator = {
  reads: [1],
  infer: asFirst,
  compile: (node, inputs) => {
    const { exclusive, reverse } = attributesOf(node, schema)
    const [given = 0] = integersOf(required(inputs, 1), 'axis')
    const axis = axisOf(given, required(inputs, 0).shape.length)
    return mapping((input) => {
      const along = tensorAxis(axis, input.layout)
      return {
        output: { ...input, tensor: tf.cumsum(input.tensor, along, exclusive === 1, reverse === 1) },
        backward: (gradient) => tf.cumsum(gradient, along, exclusive === 1, reverse !== 1),
      }
    })
  },
}
