import type * as tf from '../../tensor/tf.ts'
import type { Kernel } from './operator.ts'
import { required } from './unary.ts'
import type { Value } from './value.ts'

/** What was made of one value. */
export interface Mapped {
  readonly output: Value
  /** The gradient lies as the output does; what it returns lies as the input does. */
  backward(gradient: tf.Tensor): tf.Tensor
}

/** A kernel that makes one value of its first input; what else it takes was settled at planning. */
export function mapping(apply: (input: Value) => Mapped): Kernel {
  return {
    apply(inputs) {
      const { output, backward } = apply(required(inputs, 0))
      return {
        outputs: [output],
        backward: ([gradient]) => [gradient === undefined ? undefined : backward(gradient)],
      }
    },
  }
}
