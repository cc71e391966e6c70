import { z } from 'zod'
import { attributesOf } from '../attributes.ts'
import { axesOf, tensorAxis } from '../axes.ts'
import type { OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import { standardise } from './standardise.ts'

const schema = z.object({ axes: z.array(z.int()).default([0, 2, 3]) })

/** Keeps numbers that are all the same from a division by zero. */
const EPSILON = 1e-18

/** (x − mean) / deviation over the axes. */
export const meanVarianceNormalization: OnnxOperator = {
  infer(node, inputs) {
    const { type, shape } = required(inputs, 0)
    axesOf(attributesOf(node, schema).axes, shape.length)
    return [{ type, shape }]
  },
  compile(node, known) {
    const axes = axesOf(attributesOf(node, schema).axes, required(known, 0).shape.length)
    return {
      apply(inputs) {
        const input = required(inputs, 0)
        const along = axes.map((axis) => tensorAxis(axis, input.layout))
        const { output, backward } = standardise(input.tensor, along, EPSILON)
        return {
          outputs: [{ ...input, tensor: output }],
          backward: ([gradient]) => [gradient && backward(gradient)],
        }
      },
    }
  },
}
