import { z } from 'zod'
import type * as tf from '../../tensor/tf.ts'
import { type Applied, type Definition, defineOperator, type Kernel, type Operator } from './operator.ts'
import { onlyInput } from './params.ts'

/** A kernel without weights that takes one tensor to one. */
export function unaryKernel(
  apply: (input: tf.Tensor) => { output: tf.Tensor; backward(gradient: tf.Tensor): tf.Tensor },
): Kernel {
  return {
    apply([input]): Applied {
      if (input === undefined) throw new TypeError('a unary operator needs its input')
      const { output, backward } = apply(input)
      return {
        outputs: [output],
        backward: ([gradient]) => (gradient === undefined ? [] : [backward(gradient)]),
      }
    },
    dispose() {},
  }
}

/** An operator that leaves the shape alone and has no weights. */
export function elementwise<P>(
  params: z.ZodType<P>,
  apply: (params: P, input: tf.Tensor) => { output: tf.Tensor; backward(gradient: tf.Tensor): tf.Tensor },
): Operator {
  const definition: Definition<P> = {
    params,
    shapes: (_params, inputs) => [onlyInput(inputs)],
    compile: (checked) => unaryKernel((input) => apply(checked, input)),
  }
  return defineOperator(definition)
}

export const noParams = z.strictObject({})
