import type * as tf from '../../tensor/tf.ts'
import { OperatorError } from '../operator/operator.ts'
import type { Kernel, Node, OnnxOperator } from './operator.ts'
import type { Known } from './value.ts'

/** A function of each number, and the gradient by it. */
export interface UnaryApplied {
  readonly output: tf.Tensor
  backward(gradient: tf.Tensor): tf.Tensor
}

/** The input that an operator cannot be without. */
export function required<T>(inputs: readonly (T | undefined)[], index: number): T {
  const input = inputs[index]
  if (input === undefined) throw new OperatorError(`its input ${index} is missing`)
  return input
}

/** Of an output that is in type and shape as the first input is. */
export const asFirst: OnnxOperator['infer'] = (_, inputs): readonly Known[] => {
  const { type, shape } = required(inputs, 0)
  return [{ type, shape }]
}

/** A kernel that changes each number of its first input by itself, whatever its shape and layout. */
export const unaryKernel = (apply: (x: tf.Tensor) => UnaryApplied): Kernel => ({
  apply(inputs) {
    const input = required(inputs, 0)
    const { output, backward } = apply(input.tensor)
    return {
      outputs: [{ ...input, tensor: output }],
      backward: ([gradient]) => [gradient === undefined ? undefined : backward(gradient)],
    }
  },
})

/** An operator that changes each number of its first input by itself, whatever its shape and layout. */
export function unary(
  apply: (x: tf.Tensor, node: Node) => UnaryApplied,
  rest: Pick<OnnxOperator, 'fold' | 'reads'> = {},
): OnnxOperator {
  return {
    ...rest,
    infer: asFirst,
    compile: (node) => unaryKernel((x) => apply(x, node)),
  }
}
