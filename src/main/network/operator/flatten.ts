import { z } from 'zod'
import type { Shape } from '../graph.ts'
import { defineOperator } from './operator.ts'
import { axis, onlyInput, resolveAxis } from './params.ts'
import { reshapeKernel } from './reshape-kernel.ts'

const params = z.strictObject({ axis: axis.default(1), endAxis: axis.default(-1) })
type FlattenParams = z.infer<typeof params>

/** The axes from `axis` to `endAxis` made one, in Caffe's order. */
export const flatten = defineOperator({
  params,
  shapes: (checked, inputs) => [flattened(checked, onlyInput(inputs))],
  compile(checked, inputs) {
    const shape = onlyInput(inputs)
    return reshapeKernel(shape, flattened(checked, shape))
  },
})

function flattened({ axis: start, endAxis }: FlattenParams, shape: Shape): Shape {
  const [from, to] = [resolveAxis(start, shape) - 1, resolveAxis(endAxis, shape)]
  const together = shape.slice(from, to).reduce((product, size) => product * size, 1)
  return [...shape.slice(0, from), together, ...shape.slice(Math.max(to, from))]
}
