import { z } from 'zod'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { elementType } from '../element-types.ts'
import { affordable, planned } from '../planned.ts'
import { required } from '../unary.ts'

/** Ones on a diagonal of a matrix of the input's shape. */
export const eyeLike = planned((node, inputs) => {
  const { type, shape } = required(inputs, 0)
  const [rows, columns] = shape
  if (rows === undefined || columns === undefined || shape.length !== 2)
    throw new OperatorError('its input is no matrix')
  const { dtype, k } = attributesOf(node, z.object({ dtype: z.int().optional(), k: z.int().default(0) }))
  affordable(shape)
  const data = Uint8Array.from({ length: rows * columns }, (_, i) =>
    Number((i % columns) - Math.floor(i / columns) === k),
  )
  return { type: dtype === undefined ? type : elementType(dtype), shape, data }
})
