import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { isFloat } from '../element-types.ts'
import type { Kernel, Node, OnnxOperator } from '../operator.ts'
import { asFirst, required } from '../unary.ts'
import type { Constant, Known, Value } from '../value.ts'
import { clippedGradient } from './native-gradients.ts'

/** Beyond every number; finite, because not every backend carries infinities. */
const LARGEST = { float: 3.4e38, integer: 2 ** 31 - 1 }

const schema = z.object({ min: z.number().optional(), max: z.number().optional() })

interface Bounds {
  readonly low: number
  readonly high: number
}

/** The bounds as far as they are known: attributes before opset 11, inputs since. */
function boundsOf(node: Node, inputs: readonly (Known | undefined)[]): Bounds {
  const { type } = required(inputs, 0)
  const most = isFloat(type) ? LARGEST.float : LARGEST.integer
  const { min, max } = node.opset < 11 ? attributesOf(node, schema) : {}
  const within = (bound: number) => Math.max(-most, Math.min(most, bound))
  const high = within(inputs[2]?.data?.[0] ?? max ?? most)
  return { low: Math.min(within(inputs[1]?.data?.[0] ?? min ?? -most), high), high }
}

/** Every number brought within two bounds; where they cross, the upper one. */
export const clip: OnnxOperator = {
  reads: [1, 2],
  infer(node, inputs) {
    boundsOf(node, inputs)
    for (const bound of inputs.slice(1))
      if (bound?.shape.some((size) => size !== 1))
        throw new OperatorError(`its bound is ${bound.shape.join(' × ')}, not one number`)
    return asFirst(node, inputs)
  },
  fold(node, inputs) {
    const { type, shape, data } = required<Constant>(inputs, 0)
    const { low, high } = boundsOf(node, inputs)
    return [{ type, shape, data: Array.from(data, (value) => Math.min(Math.max(value, low), high)) }]
  },
  compile(node, inputs) {
    const bounds = boundsOf(node, inputs)
    const isComputed = inputs.slice(1).some((bound) => bound !== undefined && bound.data === undefined)
    return isComputed ? computedKernel(bounds) : constantKernel(bounds)
  },
}

function constantKernel({ low, high }: Bounds): Kernel {
  return {
    apply(values) {
      const input = required(values, 0)
      const x = input.tensor
      const output = isFloat(input.type) ? clippedFloats(x, low, high) : clippedIntegers(x, low, high)
      return {
        outputs: [{ ...input, tensor: output }],
        backward: ([gradient]) => [gradient && clippedGradient(gradient, x, output, low, high)],
      }
    },
  }
}

const clippedFloats = (x: tf.Tensor, low: number, high: number): tf.Tensor =>
  low === 0 && high === 6 ? tf.relu6(x) : tf.clipByValue(x, low, high)

const clippedIntegers = (x: tf.Tensor, low: number, high: number): tf.Tensor =>
  tf.minimum(tf.maximum(x, tf.scalar(low, 'int32')), tf.scalar(high, 'int32'))

/** Bounds that depend on the image, one at least: they have gradients too. */
function computedKernel({ low, high }: Bounds): Kernel {
  return {
    apply(values) {
      const input = required(values, 0)
      const x = input.tensor
      const at = (value: Value | undefined, known: number): tf.Tensor =>
        value === undefined
          ? tf.scalar(known, isFloat(input.type) ? 'float32' : 'int32')
          : tf.reshape(value.tensor, [])
      const [lower, upper] = [at(values[1], low), at(values[2], high)]
      return {
        outputs: [{ ...input, tensor: tf.minimum(tf.maximum(x, lower), upper) }],
        backward([gradient]) {
          if (gradient === undefined) return []
          const above = tf.greater(x, upper)
          const below = tf.logicalAnd(tf.less(x, lower), tf.logicalNot(above))
          const within = tf.logicalNot(tf.logicalOr(above, below))
          const where = (part: tf.Tensor) => tf.mul(gradient, tf.cast(part, 'float32'))
          const byBound = (value: Value | undefined, part: tf.Tensor) =>
            value && tf.reshape(tf.sum(where(part)), [...value.shape])
          return [where(within), byBound(values[1], below), byBound(values[2], above)]
        },
      }
    },
  }
}
