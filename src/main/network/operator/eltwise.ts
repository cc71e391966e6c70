import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import { type Applied, defineOperator, OperatorError } from './operator.ts'

const params = z.strictObject({
  operation: z.enum(['sum', 'product', 'max']).default('sum'),
  /** Factors of a sum, one an input; without, 1 each. */
  coefficients: z.array(z.number()).optional(),
})

/** Sum, product or maximum of equally shaped inputs, element by element. */
export const eltwise = defineOperator({
  params,
  shapes({ operation, coefficients }, inputs) {
    const [first] = inputs
    if (first === undefined) throw new OperatorError('has no inputs')
    const agree = inputs.every((shape) => shape.join() === first.join())
    if (!agree)
      throw new OperatorError(
        `its inputs differ in shape: ${inputs.map((shape) => shape.join(' × ')).join(', ')}`,
      )
    if (coefficients !== undefined && (operation !== 'sum' || coefficients.length !== inputs.length))
      throw new OperatorError(
        `has ${coefficients.length} coefficients for the ${operation} of ${inputs.length} inputs`,
      )
    return [first]
  },
  compile({ operation, coefficients }) {
    const apply = operation === 'sum' ? sum(coefficients) : operation === 'product' ? product : maximum
    return { apply, dispose() {} }
  },
})

function sum(coefficients: readonly number[] | undefined) {
  const weigh = (value: tf.Tensor, i: number) =>
    coefficients === undefined || coefficients[i] === 1 ? value : tf.mul(value, coefficients[i] ?? 1)
  return (inputs: readonly tf.Tensor[]): Applied => ({
    outputs: [tf.addN(inputs.map(weigh))],
    backward: ([gradient]) => (gradient === undefined ? [] : inputs.map((_input, i) => weigh(gradient, i))),
  })
}

function product(inputs: readonly tf.Tensor[]): Applied {
  return {
    outputs: [inputs.reduce((result, input) => tf.mul(result, input))],
    backward: ([gradient]) =>
      gradient === undefined
        ? []
        : inputs.map((_input, i) =>
            inputs.reduce((rest, other, j) => (j === i ? rest : tf.mul(rest, other)), gradient),
          ),
  }
}

/** Where inputs are equal the first gets the gradient, as in Caffe. */
function maximum(inputs: readonly tf.Tensor[]): Applied {
  const output = inputs.reduce((result, input) => tf.maximum(result, input))
  return {
    outputs: [output],
    backward([gradient]) {
      if (gradient === undefined) return []
      let left = gradient
      return inputs.map((input) => {
        const nothing = tf.zerosLike(left)
        const here = tf.equal(input, output)
        const mine = tf.where(here, left, nothing)
        left = tf.where(here, nothing, left)
        return mine
      })
    },
  }
}
