import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import { tensorAxis } from './layout.ts'
import { defineOperator, OperatorError } from './operator.ts'
import { axis, resolveAxis } from './params.ts'

const params = z.strictObject({ axis: axis.default(1) })

/** The inputs side by side along one axis. */
export const concat = defineOperator({
  params,
  shapes({ axis: given }, inputs) {
    const [first] = inputs
    if (first === undefined) throw new OperatorError('has no inputs')
    const along = resolveAxis(given, first) - 1
    const agree = inputs.every(
      (shape) => shape.length === first.length && shape.every((size, i) => i === along || size === first[i]),
    )
    if (!agree)
      throw new OperatorError(
        `its inputs do not fit together: ${inputs.map((shape) => shape.join(' × ')).join(', ')}`,
      )
    const total = inputs.reduce((sum, shape) => sum + (shape[along] ?? 0), 0)
    return [first.map((size, i) => (i === along ? total : size))]
  },
  compile({ axis: given }, inputs) {
    const [first = []] = inputs
    const caffe = resolveAxis(given, first)
    const along = tensorAxis(caffe, first.length)
    const sizes = inputs.map((shape) => shape[caffe - 1] ?? 0)
    return {
      apply: (values) => ({
        outputs: [values.length === 1 ? firstOf(values) : tf.concat([...values], along)],
        backward: ([gradient]) => (gradient === undefined ? [] : tf.split(gradient, sizes, along)),
      }),
      dispose() {},
    }
  },
})

function firstOf(values: readonly tf.Tensor[]): tf.Tensor {
  const [first] = values
  if (first === undefined) throw new TypeError('concat needs an input')
  return first
}
