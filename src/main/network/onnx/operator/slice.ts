import { OperatorError } from '../../operator/operator.ts'
import { axisOf, inTensorOrder, integersGiven } from '../axes.ts'
import { chosen, upTo } from '../host.ts'
import { mapping } from '../mapping.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { putBack, type Range, taken } from '../ranges.ts'
import { required } from '../unary.ts'
import type { Known } from '../value.ts'

/** The places taken of each axis. Starts and ends beyond an axis mean its ends; they are attributes up to opset 9. */
function rangesOf(node: Node, inputs: readonly (Known | undefined)[]): Range[] {
  const { shape } = required(inputs, 0)
  const starts = integersGiven(node, inputs, 1, 'starts')
  const ends = integersGiven(node, inputs, 2, 'ends')
  if (starts === undefined || ends === undefined) throw new OperatorError('its starts or ends are missing')
  const axes = integersGiven(node, inputs, 3, 'axes') ?? upTo(starts.length)
  const steps = integersGiven(node, inputs, 4, 'steps') ?? []
  const ranges = shape.map((count): Range => ({ start: 0, step: 1, count }))
  axes.forEach((given, i) => {
    const axis = axisOf(given, shape.length)
    ranges[axis] = rangeOf(starts[i] ?? 0, ends[i] ?? 0, steps[i] ?? 1, shape[axis] ?? 0)
  })
  return ranges
}

function rangeOf(start: number, end: number, step: number, size: number): Range {
  if (step === 0) throw new OperatorError('its step is 0')
  const [lowest, highest] = step > 0 ? [0, size] : [-1, size - 1]
  const within = (place: number): number =>
    Math.max(lowest, Math.min(highest, place < 0 ? place + size : place))
  const [from, to] = [within(start), within(end)]
  return { start: from, step, count: Math.max(0, Math.ceil((to - from) / step)) }
}

const shapeOf = (ranges: readonly Range[]): number[] => ranges.map(({ count }) => count)

/** Evenly spaced places along some axes, forwards or backwards. */
export const slice: OnnxOperator = {
  reads: [1, 2, 3, 4],
  infer: (node, inputs) => [{ type: required(inputs, 0).type, shape: shapeOf(rangesOf(node, inputs)) }],
  fold: (node, inputs) => {
    const places = rangesOf(node, inputs).map(({ start, step, count }) =>
      upTo(count).map((i) => start + i * step),
    )
    return [chosen(required(inputs, 0), places)]
  },
  compile: (node, inputs) => {
    const ranges = rangesOf(node, inputs)
    const shape = shapeOf(ranges)
    return mapping((input) => {
      const along = inTensorOrder(ranges, input.layout)
      return {
        output: { ...input, shape, tensor: taken(input.tensor, along) },
        backward: (gradient) => putBack(gradient, input.tensor.shape, along),
      }
    })
  },
}
