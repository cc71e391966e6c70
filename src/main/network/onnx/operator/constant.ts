import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { integersOf } from '../axes.ts'
import { constantOf } from '../host.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { affordable, planned } from '../planned.ts'
import { required } from '../unary.ts'
import { type Constant, countOf, type ElementType, type Known, tensorType } from '../value.ts'

const isNumbers = (value: unknown): value is ArrayLike<number> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value)

/** A tensor as an attribute. */
const tensorSchema = z.object({
  type: z.custom<ElementType>((type) => typeof type === 'string'),
  shape: z.array(z.int().nonnegative()),
  values: z.custom<ArrayLike<number>>(isNumbers, 'numbers were expected'),
})

function fromTensor({ type, shape, values }: z.infer<typeof tensorSchema>): Constant {
  if (values.length !== countOf(shape))
    throw new OperatorError(`its ${values.length} numbers do not fill the shape [${shape.join(', ')}]`)
  return { type, shape, data: values }
}

const constantSchema = z.object({
  value: tensorSchema.optional(),
  value_float: z.number().optional(),
  value_floats: z.array(z.number()).optional(),
  value_int: z.number().optional(),
  value_ints: z.array(z.number()).optional(),
})

/** Numbers that the graph itself has. */
export const constant = planned((node) => {
  const { value, value_float, value_floats, value_int, value_ints } = attributesOf(node, constantSchema)
  if (value !== undefined) return fromTensor(value)
  if (value_float !== undefined) return constantOf('float32', [], [value_float])
  if (value_floats !== undefined) return list('float32', value_floats)
  if (value_int !== undefined) return constantOf('int64', [], [value_int])
  if (value_ints !== undefined) return list('int64', value_ints)
  throw new OperatorError('it has no number, list or dense tensor of numbers as its value')
})

const list = (type: ElementType, values: readonly number[]): Constant => ({
  type,
  shape: [values.length],
  data: values,
})

/** Numbers that are made at planning out of nothing; more of them are made on the backend, when they are needed. */
const MOST_AT_PLANNING = 2 ** 22

function filled(node: Node, inputs: readonly (Known | undefined)[]): Known & { readonly value: number } {
  const { value } = attributesOf(node, z.object({ value: tensorSchema.optional() }))
  const shape = integersOf(required(inputs, 0), 'shape')
  return { type: value?.type ?? 'float32', shape, value: value?.values[0] ?? 0 }
}

/** One number, in a shape that is computed. */
export const constantOfShape: OnnxOperator = {
  reads: [0],
  infer: (node, inputs) => {
    const { type, shape, value } = filled(node, inputs)
    if (!shape.every((size) => Number.isInteger(size) && size >= 0) || countOf(shape) > MOST_AT_PLANNING)
      return [{ type, shape }]
    return [constantOf(type, shape, [value])]
  },
  compile: (node, inputs) => {
    const { type, shape, value } = filled(node, inputs)
    return {
      apply: () => ({
        outputs: [{ type, shape, layout: 'plain', tensor: tf.fill([...shape], value, tensorType(type)) }],
        backward: () => [],
      }),
    }
  },
}

/** Numbers from a start up to (not including) a limit. */
export const range = planned((_, inputs) => {
  const [start = 0, limit = 0, delta = 0] = ['start', 'limit', 'delta'].flatMap((what, i) =>
    integersOf(required(inputs, i), what),
  )
  if (delta === 0) throw new OperatorError('its delta is 0')
  const count = Math.max(0, Math.ceil((limit - start) / delta))
  affordable([count])
  return {
    type: required(inputs, 0).type,
    shape: [count],
    data: Array.from({ length: count }, (_, i) => start + i * delta),
  }
})
