import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { integersOf } from '../axes.ts'
import { laid, spread, unlaid } from '../broadcast.ts'
import { hostArray } from '../element-types.ts'
import { tensorOf } from '../host.ts'
import { mapping } from '../mapping.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { select } from '../select.ts'
import { asFirst, required } from '../unary.ts'
import type { Constant, Known } from '../value.ts'

/** True on and above (or below) a diagonal of the last two axes. */
function maskOf(node: Node, inputs: readonly (Known | undefined)[]): Constant {
  const { shape } = required(inputs, 0)
  const [rows, columns] = shape.slice(-2)
  if (rows === undefined || columns === undefined) throw new OperatorError('its input is no matrix')
  const { upper } = attributesOf(node, z.object({ upper: z.int().default(1) }))
  const [diagonal = 0] = inputs[1] === undefined ? [] : integersOf(inputs[1], 'k')
  const data = Uint8Array.from({ length: rows * columns }, (_, i) => {
    const from = (i % columns) - Math.floor(i / columns)
    return Number(upper === 1 ? from >= diagonal : from <= diagonal)
  })
  return { type: 'bool', shape: [rows, columns], data }
}

/** Matrices with zeros below (or above) a diagonal. */
export const trilu: OnnxOperator = {
  reads: [1],
  infer: asFirst,
  fold: (node, inputs) => {
    const { type, shape, data } = required(inputs, 0)
    const mask = spread(maskOf(node, inputs), shape).data
    const kept = hostArray(type, data.length)
    for (let i = 0; i < kept.length; i++) kept[i] = mask[i] === 1 ? (data[i] ?? 0) : 0
    return [{ type, shape, data: kept }]
  },
  compile: (node, inputs) => {
    const mask = maskOf(node, inputs)
    return mapping((input) => {
      const isKept = tensorOf(mask)
      const masked = (tensor: tf.Tensor): tf.Tensor => select(isKept, tensor, tf.zerosLike(tensor))
      return {
        output: { ...input, layout: 'plain', tensor: masked(laid(input, 'plain')) },
        backward: (gradient) => unlaid(input, 'plain', masked(gradient)),
      }
    })
  },
}
