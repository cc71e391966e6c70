import type { z } from 'zod'
import type * as tf from '../../../tensor/tf.ts'
import { attributesOf } from '../attributes.ts'
import type { OnnxOperator } from '../operator.ts'
import { required, type UnaryApplied } from '../unary.ts'

/** A function of each number by itself that attributes shape, whatever the input's shape and layout. */
export function activation<T>(
  schema: z.ZodType<T>,
  apply: (x: tf.Tensor, attributes: T) => UnaryApplied,
): OnnxOperator {
  return {
    infer(node, inputs) {
      attributesOf(node, schema)
      const { type, shape } = required(inputs, 0)
      return [{ type, shape }]
    },
    compile(node) {
      const attributes = attributesOf(node, schema)
      return {
        apply(inputs) {
          const input = required(inputs, 0)
          const { output, backward } = apply(input.tensor, attributes)
          return {
            outputs: [{ ...input, tensor: output }],
            backward: ([gradient]) => [gradient === undefined ? undefined : backward(gradient)],
          }
        },
      }
    },
  }
}
