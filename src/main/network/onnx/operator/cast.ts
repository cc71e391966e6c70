import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { attributesOf } from '../attributes.ts'
import { combined } from '../broadcast.ts'
import { elementType, elementTypeOfName, isFloat } from '../element-types.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { indicator } from '../select.ts'
import { required } from '../unary.ts'
import { type ElementType, type Known, tensorType } from '../value.ts'

/** Numbers as another type: on the backend every float is float32 and every integer int32. */
function casting(typeOf: (node: Node, inputs: readonly (Known | undefined)[]) => ElementType): OnnxOperator {
  return {
    infer: (node, inputs) => [{ type: typeOf(node, inputs), shape: required(inputs, 0).shape }],
    fold: (node, inputs) => {
      const [input, type] = [required(inputs, 0), typeOf(node, inputs)]
      if (isFloat(input.type) && input.type !== 'float64' && type === 'float32') return [{ ...input, type }]
      return [combined(type, [input], ([x = 0]) => x)]
    },
    compile: (node, known) => {
      const type = typeOf(node, known)
      const smooth = isFloat(type) && isFloat(required(known, 0).type)
      return {
        apply(inputs) {
          const input = required(inputs, 0)
          const to = tensorType(type)
          const tensor = inType(input.tensor, to)
          return {
            outputs: [{ ...input, type, tensor }],
            backward: ([gradient]) => [smooth ? gradient : undefined],
          }
        },
      }
    },
  }
}

function inType(tensor: tf.Tensor, type: 'float32' | 'int32' | 'bool'): tf.Tensor {
  if (tensor.dtype === type) return tensor
  // WebAssembly's cast keeps the lowest byte, WebGPU's the bits.
  if (type === 'bool')
    return tf.notEqual(tensor, tf.scalar(0, tensor.dtype === 'float32' ? 'float32' : 'int32'))
  return tensor.dtype === 'bool' && type === 'float32' ? indicator(tensor) : tf.cast(tensor, type)
}

/** Numbers as the type that the node names. */
export const cast = casting((node) => {
  const { to } = attributesOf(
    node,
    z.object({ to: node.opset < 6 ? z.union([z.int(), z.string()]) : z.int() }),
  )
  return typeof to === 'number' ? elementType(to) : elementTypeOfName(to)
})

/** Numbers as the second input's type. */
export const castLike = casting((_, inputs) => required(inputs, 1).type)
