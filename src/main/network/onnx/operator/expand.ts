import * as tf from '../../../tensor/tf.ts'
import { inTensorOrder, integersOf } from '../axes.ts'
import { broadcastShape, laid, spread, summedTo, toRank, unlaid } from '../broadcast.ts'
import { mapping } from '../mapping.ts'
import type { OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import type { Known, Layout } from '../value.ts'

const shapeOf = (inputs: readonly (Known | undefined)[]): number[] =>
  broadcastShape([required(inputs, 0).shape, integersOf(required(inputs, 1), 'shape')])

/** The input spread to what it and a shape broadcast to. */
export const expand: OnnxOperator = {
  reads: [1],
  infer: (_, inputs) => [{ type: required(inputs, 0).type, shape: shapeOf(inputs) }],
  fold: (_, inputs) => [spread(required(inputs, 0), shapeOf(inputs))],
  compile: (_, inputs) => {
    const shape = shapeOf(inputs)
    return mapping((input) => {
      const layout: Layout = shape.length === 4 ? input.layout : 'plain'
      const from = laid(input, layout)
      const tensor = tf.broadcastTo(
        tf.reshape(from, toRank(from.shape, shape.length)),
        inTensorOrder(shape, layout),
      )
      return {
        output: { ...input, shape, layout, tensor },
        backward: (gradient) => unlaid(input, layout, summedTo(gradient, from.shape)),
      }
    })
  },
}
