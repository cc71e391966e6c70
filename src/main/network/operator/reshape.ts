import { z } from 'zod'
import type { Shape } from '../graph.ts'
import { units } from './layout.ts'
import { defineOperator, OperatorError } from './operator.ts'
import { onlyInput } from './params.ts'
import { reshapeKernel } from './reshape-kernel.ts'

const params = z.strictObject({
  /** Caffe's: the batch first; 0 keeps the input's size there, −1 (once) takes what is left. */
  shape: z.array(z.int().min(-1)).min(1).max(5),
})

/** The same numbers in Caffe's order under another shape. */
export const reshape = defineOperator({
  params,
  shapes: (checked, inputs) => [reshaped(checked.shape, onlyInput(inputs))],
  compile(checked, inputs) {
    const shape = onlyInput(inputs)
    return reshapeKernel(shape, reshaped(checked.shape, shape))
  },
})

function reshaped([batch, ...wanted]: readonly number[], shape: Shape): Shape {
  const reject = (reason: string) =>
    new OperatorError(`cannot take ${shape.join(' × ')} to ${wanted.join(' × ')}: ${reason}`)
  const inferred = wanted.indexOf(-1)
  if (batch !== 0 && !(batch === -1 && inferred === -1)) throw reject('the batch must stay as it is')
  if (wanted.lastIndexOf(-1) !== inferred) throw reject('only one size can be left open')
  const kept = wanted.map((size, i) => (size === 0 ? (shape[i] ?? 0) : size))
  const known = kept.reduce((product, size) => (size === -1 ? product : product * size), 1)
  const result = kept.map((size) => (size === -1 ? units(shape) / known : size))
  if (known === 0 || !result.every(Number.isInteger) || units(result) !== units(shape))
    throw reject('the numbers of units differ')
  return result
}
