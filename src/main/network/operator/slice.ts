import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import type { Shape } from '../graph.ts'
import { tensorAxis } from './layout.ts'
import { defineOperator, OperatorError } from './operator.ts'
import { axis, count, onlyInput, resolveAxis } from './params.ts'

const params = z.strictObject({
  axis: axis.default(1),
  /** Where each part but the first begins; without, `parts` equal ones. */
  points: z.array(count).optional(),
  parts: count.optional(),
})
type SliceParams = z.infer<typeof params>

/** The input cut into parts along one axis. */
export const slice = defineOperator({
  params,
  shapes(checked, inputs) {
    const shape = onlyInput(inputs)
    const along = resolveAxis(checked.axis, shape) - 1
    return partSizes(checked, shape).map((part) => shape.map((size, i) => (i === along ? part : size)))
  },
  compile(checked, inputs) {
    const shape = onlyInput(inputs)
    const along = tensorAxis(resolveAxis(checked.axis, shape), shape.length)
    const sizes = partSizes(checked, shape)
    return {
      apply([input]) {
        if (input === undefined) throw new TypeError('slice needs its input')
        return {
          outputs: tf.split(input, sizes, along),
          backward: (gradients) => [tf.concat([...gradients], along)],
        }
      },
      dispose() {},
    }
  },
})

function partSizes({ axis: given, points, parts }: SliceParams, shape: Shape): number[] {
  const total = shape[resolveAxis(given, shape) - 1] ?? 0
  if (points !== undefined) {
    const borders = [0, ...points, total]
    const sizes = borders.slice(1).map((end, i) => end - (borders[i] ?? 0))
    if (sizes.some((size) => size < 1))
      throw new OperatorError(`its slice points ${points.join(', ')} do not rise within ${total}`)
    return sizes
  }
  if (parts === undefined) throw new OperatorError('says neither where nor into how many parts to cut')
  if (total % parts !== 0) throw new OperatorError(`${total} does not divide into ${parts} equal parts`)
  return Array.from({ length: parts }, () => total / parts)
}
