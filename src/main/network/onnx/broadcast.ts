import * as tf from '../../tensor/tf.ts'
import { OperatorError } from '../operator/operator.ts'
import { converted, hostArray } from './element-types.ts'
import { strided, stridesOf } from './host.ts'
import { inShape } from './in-shape.ts'
import { permute } from './permute.ts'
import { type Constant, countOf, type ElementType, type Layout, type Value } from './value.ts'

type Sizes = readonly number[]

/** The shape that several broadcast to, as NumPy has it. Throws `OperatorError` where they do not. */
export function broadcastShape(shapes: readonly Sizes[]): number[] {
  const rank = Math.max(0, ...shapes.map(({ length }) => length))
  const padded = shapes.map((shape) => toRank(shape, rank))
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = padded.map((shape) => shape[axis] ?? 1)
    const size = sizes.find((one) => one !== 1) ?? 1
    if (sizes.some((one) => one !== 1 && one !== size))
      throw new OperatorError(
        `shapes ${shapes.map((shape) => `[${shape.join(', ')}]`).join(' and ')} do not fit each other`,
      )
    return size
  })
}

/** The shape with ones in front. */
export const toRank = (shape: Sizes, rank: number): number[] => [
  ...new Array<number>(rank - shape.length).fill(1),
  ...shape,
]

/** Values brought to one layout, ready for an operation that broadcasts. */
export interface Together {
  readonly shape: Sizes
  readonly layout: Layout
  readonly tensors: readonly tf.Tensor[]
  /** The gradient by one of the values, lying as it does, given one by its broadcast self: summed over the axes it was spread over. */
  back(index: number, gradient: tf.Tensor): tf.Tensor
}

/**
 * Brings values to the layout of the largest of them (channels-last where that is a tie), so that what is moved is small: a bias of
 * shape [C, 1, 1] is laid along the channels of a channels-last value. Inside `tf.tidy`.
 */
export function together(values: readonly Value[]): Together {
  const shape = broadcastShape(values.map((value) => value.shape))
  const layout = layoutOf(values, shape.length)
  const tensors = values.map((value) => laid(value, layout))
  return {
    shape,
    layout,
    tensors,
    back: (index, gradient) => {
      const [value, tensor] = [values[index], tensors[index]]
      if (value === undefined || tensor === undefined) throw new TypeError(`there is no value ${index}`)
      return unlaid(value, layout, summedTo(gradient, tensor.shape))
    },
  }
}

/** The layout in which a value of that rank, made of these, takes the least moving. */
export function layoutOf(values: readonly Value[], rank: number): Layout {
  if (rank !== 4) return 'plain'
  const largest = (layout: Layout): number =>
    Math.max(0, ...values.filter((value) => value.layout === layout).map((value) => countOf(value.shape)))
  const channelsLast = largest('channels-last')
  return channelsLast > 0 && channelsLast >= largest('plain') ? 'channels-last' : 'plain'
}

/** A value's tensor in a layout; channels-last ones get four dimensions. Inside `tf.tidy`. */
export function laid(value: Value, layout: Layout): tf.Tensor {
  if (value.layout === layout) return value.tensor
  if (layout === 'plain') return permute(value.tensor, [0, 3, 1, 2])
  return permute(inShape(value.tensor, toRank(value.shape, 4)), [0, 2, 3, 1])
}

/** What `laid` did, undone on a gradient. Inside `tf.tidy`. */
export function unlaid(value: Value, layout: Layout, gradient: tf.Tensor): tf.Tensor {
  if (value.layout === layout) return gradient
  if (layout === 'plain') return permute(gradient, [0, 2, 3, 1])
  return inShape(permute(gradient, [0, 3, 1, 2]), value.shape)
}

/** The sum over the axes along which a tensor of this shape was spread. */
export function summedTo(gradient: tf.Tensor, shape: Sizes): tf.Tensor {
  const padded = toRank(shape, gradient.rank)
  const axes = padded.flatMap((size, axis) => (size === 1 && gradient.shape[axis] !== 1 ? [axis] : []))
  return inShape(axes.length === 0 ? gradient : tf.sum(gradient, axes, true), shape)
}

/** A constant spread to a shape. */
export function spread(constant: Constant, shape: Sizes): Constant {
  if (constant.shape.join() === shape.join()) return constant
  const from = toRank(constant.shape, shape.length)
  const strides = stridesOf(from).map((stride, axis) => (from[axis] === 1 ? 0 : stride))
  return strided(constant, shape, strides)
}

/** Constants combined number by number, on the host. */
export function combined(
  type: ElementType,
  constants: readonly Constant[],
  combine: (numbers: readonly number[]) => number,
): Constant {
  const shape = broadcastShape(constants.map((constant) => constant.shape))
  const columns = constants.map((constant) => spread(constant, shape).data)
  const data = hostArray(type, countOf(shape))
  const numbers = new Array<number>(columns.length).fill(0)
  for (let i = 0; i < data.length; i++) {
    for (let k = 0; k < columns.length; k++) numbers[k] = columns[k]?.[i] ?? 0
    data[i] = converted(combine(numbers), type)
  }
  return { type, shape, data }
}
