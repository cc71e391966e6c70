import type * as tf from '../../tensor/tf.ts'
import { OperatorError } from '../operator/operator.ts'
import type { Node, OnnxOperator } from './operator.ts'
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

/** An operator that changes each number of its first input by itself, whatever its shape and layout. */
export function unary(
  apply: (x: tf.Tensor, node: Node) => UnaryApplied,
  rest: Pick<OnnxOperator, 'fold' | 'reads'> = {},
): OnnxOperator {
  return {
    ...rest,
    infer: (_, inputs): readonly Known[] => {
      const { type, shape } = required(inputs, 0)
      return [{ type, shape }]
    },
    compile: (node) => ({
      apply(inputs) {
        const input = required(inputs, 0)
        const { output, backward } = apply(input.tensor, node)
        return {
          outputs: [{ ...input, tensor: output }],
          backward: ([gradient]) => [gradient === undefined ? undefined : backward(gradient)],
        }
      },
    }),
  }
}
