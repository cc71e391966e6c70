import { OperatorError } from '../../operator/operator.ts'
import { stridesOf } from '../host.ts'
import { planned } from '../planned.ts'
import { required } from '../unary.ts'

/** Where the numbers that are not zero stand: a row an axis, a column a number. How many there are must be known before running. */
export const nonZero = planned((_, inputs) => {
  const { shape, data } = required(inputs, 0)
  if (data === undefined) throw new OperatorError('the shape of what it makes depends on the image')
  const found = Array.from(data).flatMap((number, i) => (number === 0 ? [] : [i]))
  const strides = stridesOf(shape)
  const places = shape.flatMap((size, axis) => found.map((i) => Math.floor(i / (strides[axis] ?? 1)) % size))
  return { type: 'int64', shape: [shape.length, found.length], data: places }
})
