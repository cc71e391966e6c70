import type { z } from 'zod'
import type * as tf from '../../../tensor/tf.ts'
import { attributesOf } from '../attributes.ts'
import type { OnnxOperator } from '../operator.ts'
import { asFirst, type UnaryApplied, unaryKernel } from '../unary.ts'

/** A function of each number by itself that attributes shape, whatever the input's shape and layout. */
export function activation<T>(
  schema: z.ZodType<T>,
  apply: (x: tf.Tensor, attributes: T) => UnaryApplied,
): OnnxOperator {
  return {
    infer(node, inputs) {
      attributesOf(node, schema)
      return asFirst(node, inputs)
    },
    compile(node) {
      const attributes = attributesOf(node, schema)
      return unaryKernel((x) => apply(x, attributes))
    },
  }
}
