import { z } from 'zod'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { axesOf, tensorAxis } from '../axes.ts'
import { strided, stridesOf, upTo } from '../host.ts'
import { mapping } from '../mapping.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { inverse, permute } from '../permute.ts'
import { required } from '../unary.ts'
import type { Layout } from '../value.ts'

const TO_CHANNELS_LAST = '0,2,3,1'
const TO_CHANNELS_FIRST = '0,3,1,2'

function orderOf(node: Node, rank: number): number[] {
  const { perm } = attributesOf(node, z.object({ perm: z.array(z.int()).optional() }))
  if (perm === undefined) return upTo(rank).reverse()
  const order = axesOf(perm, rank)
  if (order.length !== rank) throw new OperatorError(`its perm is not an order of ${rank} axes`)
  return order
}

const permuted = <T>(of: readonly T[], order: readonly number[]): T[] =>
  order.flatMap((axis) => of.slice(axis, axis + 1))

/**
 * Axes in another order. A plain value that becomes N × C × H × W of N × H × W × C is not moved but called channels-last, and a
 * channels-last one that becomes N × H × W × C is plain as it lies.
 */
export const transpose: OnnxOperator = {
  infer: (node, inputs) => {
    const { type, shape } = required(inputs, 0)
    return [{ type, shape: permuted(shape, orderOf(node, shape.length)) }]
  },
  fold: (node, inputs) => {
    const input = required(inputs, 0)
    const order = orderOf(node, input.shape.length)
    return [strided(input, permuted(input.shape, order), permuted(stridesOf(input.shape), order))]
  },
  compile: (node, inputs) => {
    const { shape } = required(inputs, 0)
    const order = orderOf(node, shape.length)
    const to = permuted(shape, order)
    return mapping((input) => {
      const [layout, moves] = moved(order, input.layout)
      return {
        output: { ...input, shape: to, layout, tensor: permute(input.tensor, moves) },
        backward: (gradient) => permute(gradient, inverse(moves)),
      }
    })
  },
}

/** The layout of the result, and how the tensor's axes move for it. */
function moved(order: readonly number[], layout: Layout): [Layout, number[]] {
  if (layout === 'plain')
    return order.join() === TO_CHANNELS_FIRST ? ['channels-last', upTo(4)] : ['plain', [...order]]
  return order.join() === TO_CHANNELS_LAST
    ? ['plain', upTo(4)]
    : ['plain', order.map((axis) => tensorAxis(axis, layout))]
}
