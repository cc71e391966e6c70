import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import { OperatorError } from '../operator/operator.ts'
import { attributesOf } from './attributes.ts'
import { axisOf } from './axes.ts'
import { laid, unlaid } from './broadcast.ts'
import { reshaped } from './host.ts'
import type { Node, OnnxOperator } from './operator.ts'
import { required } from './unary.ts'
import type { Known, Value } from './value.ts'

/** The first version of ONNX's operators that broadcasts as NumPy does. */
const NUMPYS = 7

const schema = z.object({ broadcast: z.int().default(0), axis: z.int().optional() })

/** The second input's shape, lined up with the axes of the first from the one that an old node names on. */
function alignedShape(
  node: Node,
  [first, second]: readonly (Known | undefined)[],
): readonly number[] | undefined {
  const { broadcast, axis } = attributesOf(node, schema)
  if (node.opset >= NUMPYS || broadcast === 0 || axis === undefined || !first || !second) return undefined
  const behind = first.shape.length - axisOf(axis, first.shape.length) - second.shape.length
  if (behind < 0) throw new OperatorError(`its second input has too many dimensions to begin at axis ${axis}`)
  return [...second.shape, ...new Array<number>(behind).fill(1)]
}

/** An operator of two inputs that also takes the `broadcast` and `axis` of opsets before 7. */
export function withLegacyBroadcast(operator: OnnxOperator): OnnxOperator {
  const { fold } = operator
  const aligned = (node: Node, inputs: readonly (Known | undefined)[]): readonly (Known | undefined)[] => {
    const shape = alignedShape(node, inputs)
    return shape === undefined ? inputs : [inputs[0], { ...required(inputs, 1), shape }]
  }
  return {
    ...operator,
    infer: (node, inputs) => operator.infer(node, aligned(node, inputs)),
    ...(fold && {
      fold: (node, inputs) => {
        const shape = alignedShape(node, inputs)
        if (shape === undefined) return fold(node, inputs)
        return fold(node, [inputs[0], reshaped(required(inputs, 1), shape)])
      },
    }),
    compile: (node, known, uploads) => {
      const shape = alignedShape(node, known)
      const kernel = operator.compile(node, aligned(node, known), uploads)
      if (shape === undefined) return kernel
      return {
        apply(inputs) {
          const second = required(inputs, 1)
          const tensor = tf.reshape(laid(second, 'plain'), [...shape])
          const lined: Value = { ...second, shape, layout: 'plain', tensor }
          const { outputs, backward } = kernel.apply([inputs[0], lined])
          return {
            outputs,
            backward: (gradients) => {
              const [byFirst, bySecond] = backward(gradients)
              return [byFirst, bySecond && unlaid(second, 'plain', tf.reshape(bySecond, [...second.shape]))]
            },
          }
        },
      }
    },
  }
}
