import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { axisOf, integersOf } from '../axes.ts'
import { laid, unlaid } from '../broadcast.ts'
import { elementPlaces, scatteredNumbers } from '../flat-places.ts'
import { upTo } from '../host.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { inverse, permute } from '../permute.ts'
import { required } from '../unary.ts'
import type { Known } from '../value.ts'

const schema = z.object({
  axis: z.int().default(-1),
  k: z.number().optional(),
  largest: z.int().default(1),
  sorted: z.int().default(1),
})

/** How many, along which axis, the largest or the smallest; the number is an attribute up to opset 9. */
function settings(node: Node, inputs: readonly (Known | undefined)[]) {
  const { shape } = required(inputs, 0)
  const attributes = attributesOf(node, schema)
  const axis = axisOf(attributes.axis, shape.length)
  const [k] = inputs[1] === undefined ? [attributes.k] : integersOf(inputs[1], 'k')
  const size = shape[axis] ?? 0
  if (k === undefined || k < 0 || k > size)
    throw new OperatorError(`${k ?? 'no number'} of ${size} are asked for`)
  return { axis, k, largest: attributes.largest === 1, shape: shape.map((one, i) => (i === axis ? k : one)) }
}

/** The largest (or smallest) numbers along an axis, in order, and where they were. */
export const topK: OnnxOperator = {
  reads: [1],
  infer: (node, inputs) => {
    const { shape } = settings(node, inputs)
    return [
      { type: required(inputs, 0).type, shape },
      { type: 'int64', shape },
    ]
  },
  compile: (node, known) => {
    const { axis, k, largest, shape } = settings(node, known)
    const rank = shape.length
    const order = [...upTo(rank).filter((other) => other !== axis), axis]
    return {
      apply(inputs) {
        const input = required(inputs, 0)
        const rows = permute(laid(input, 'plain'), order)
        const { values, indices } = tf.topk(largest ? rows : tf.neg(rows), k)
        const back = inverse(order)
        const tensor = permute(largest ? values : tf.neg(values), back)
        const places = permute(indices, back)
        return {
          outputs: [
            { ...input, layout: 'plain', shape, tensor },
            { type: 'int64', layout: 'plain', shape, tensor: places },
          ],
          backward: ([gradient]) => [
            gradient &&
              unlaid(
                input,
                'plain',
                scatteredNumbers(gradient, elementPlaces(places, input.shape, axis), input.shape),
              ),
          ],
        }
      },
    }
  },
}
