import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import { attributesOf } from './attributes.ts'
import { axesOf, integersGiven, tensorAxis } from './axes.ts'
import { laid, unlaid } from './broadcast.ts'
import { hostArray } from './element-types.ts'
import { strided, stridesOf, upTo } from './host.ts'
import { inShape } from './in-shape.ts'
import { mapping } from './mapping.ts'
import type { Node, OnnxOperator } from './operator.ts'
import { required } from './unary.ts'
import { type Constant, countOf, type Known, tensorType, type Value } from './value.ts'

/** Many numbers made one. */
export interface Reduction {
  /** Over the axes, which stay with size 1. */
  value(x: tf.Tensor, axes: number[]): tf.Tensor
  /** The slope of the result by each number: of the input's shape, or one that spreads to it. */
  slope(x: tf.Tensor, y: tf.Tensor, axes: number[]): tf.Tensor | number
  /** The same on the host; of no numbers too. */
  numbers(numbers: ArrayLike<number>): number
}

/** The axes that a node reduces, and the result's shape. */
export interface Reduced {
  readonly axes: readonly number[]
  /** With the reduced axes at size 1. */
  readonly kept: readonly number[]
  readonly shape: readonly number[]
}

const schema = z.object({ keepdims: z.int().default(1), noop_with_empty_axes: z.int().default(0) })

function reducedOf(node: Node, inputs: readonly (Known | undefined)[]): Reduced {
  const { shape } = required(inputs, 0)
  const { keepdims, noop_with_empty_axes } = attributesOf(node, schema)
  const given = integersGiven(node, inputs, 1, 'axes') ?? []
  const all = given.length === 0 && noop_with_empty_axes === 0
  return reducedBy(shape, all ? upTo(shape.length) : axesOf(given, shape.length), keepdims === 1)
}

/** What a shape becomes without some of its axes. */
export function reducedBy(shape: readonly number[], axes: readonly number[], keep: boolean): Reduced {
  const kept = shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
  return { axes, kept, shape: keep ? kept : shape.filter((_, axis) => !axes.includes(axis)) }
}

/** A result whose reduced axes have size 1, given the shape that was asked for. */
export function withoutAxes(value: Value, shape: readonly number[]): Value {
  if (value.shape.length === shape.length) return value
  return { ...value, shape, layout: 'plain', tensor: inShape(laid(value, 'plain'), [...shape]) }
}

/** The gradient by a value, given that by what `withoutAxes` made of it. */
export const withAxes = (value: Value, shape: readonly number[], gradient: tf.Tensor): tf.Tensor =>
  value.shape.length === shape.length ? gradient : unlaid(value, 'plain', inShape(gradient, [...value.shape]))

/** An operator that makes one number of many, along some axes or all of them. */
export function reduction(definition: Reduction): OnnxOperator {
  return {
    reads: [1],
    infer: (node, inputs) => [{ type: required(inputs, 0).type, shape: reducedOf(node, inputs).shape }],
    fold: (node, inputs) => {
      const { axes, shape } = reducedOf(node, inputs)
      return [onHost(definition, required(inputs, 0), axes, shape)]
    },
    compile: (node, inputs) => {
      const reduced = reducedOf(node, inputs)
      return mapping((input) => {
        const { value, backward } = applied(definition, input, reduced)
        return {
          output: withoutAxes(value, reduced.shape),
          backward: (gradient) => backward(withAxes(value, reduced.shape, gradient)),
        }
      })
    },
  }
}

function applied(
  { value, slope, numbers }: Reduction,
  input: Value,
  { axes, kept }: Reduced,
): { value: Value; backward(gradient: tf.Tensor): tf.Tensor } {
  const to = tensorType(input.type)
  if (countOf(input.shape) === 0) {
    const tensor = tf.fill([...kept], numbers([]), to === 'bool' ? 'int32' : to)
    return {
      value: { ...input, shape: kept, layout: 'plain', tensor },
      backward: () => tf.zerosLike(input.tensor),
    }
  }
  // Over no axis at all (a number, or by "noop_with_empty_axes") each number is reduced by itself.
  const [shape, along] =
    axes.length === 0
      ? [[countOf(input.shape), 1], [1]]
      : [input.tensor.shape, axes.map((axis) => tensorAxis(axis, input.layout))]
  const x = inShape(to === 'bool' ? tf.cast(input.tensor, 'int32') : input.tensor, shape)
  const y = value(x, along)
  const asTyped = y.dtype === to ? y : tf.cast(y, to)
  const tensor = axes.length === 0 ? inShape(asTyped, input.tensor.shape) : asTyped
  return {
    value: { ...input, shape: kept, tensor },
    backward: (gradient) => {
      const spread = tf.mul(inShape(gradient, y.shape), slope(x, y, along))
      return inShape(
        spread.shape.join() === shape.join() ? spread : tf.broadcastTo(spread, shape),
        input.tensor.shape,
      )
    },
  }
}

/** Each group of numbers that become one is laid in a row, and the rows reduced. */
function onHost(
  { numbers }: Reduction,
  input: Constant,
  axes: readonly number[],
  shape: readonly number[],
): Constant {
  const rest = upTo(input.shape.length).filter((axis) => !axes.includes(axis))
  const order = [...rest, ...axes]
  const strides = stridesOf(input.shape)
  const rows = strided(
    input,
    order.map((axis) => input.shape[axis] ?? 1),
    order.map((axis) => strides[axis] ?? 1),
  )
  const [count, size] = [countOf(shape), countOf(axes.map((axis) => input.shape[axis] ?? 1))]
  const data = hostArray(input.type, count)
  for (let i = 0; i < count; i++) data[i] = numbers(rows.data.subarray(i * size, (i + 1) * size))
  return { type: input.type, shape, data }
}
