import type { Layer } from '../../graph.ts'
import type { GraphBuilder } from './graph-builder.ts'

/**
 * A tensor of a framework that puts channels last, in a graph that puts them first: the value in the framework's own order, or its twin
 * with the channels in front (N × C × H × W, where the tensor has four axes), or both once both were asked for.
 */
export interface Tensor {
  /** Axes of the framework's tensor. */
  readonly rank: number
  own?: string
  first?: string
  /** There where every how-many-eth pixel lies in an image of its own, as TensorFlow prepares for a dilated convolution. */
  readonly spread?: Spread
}

/** What SpaceToBatchND did: the distance of pixels, and zeros that were put around before, in ONNX's order. */
export interface Spread {
  readonly block: readonly [number, number]
  readonly pads: readonly number[]
}

/** Where each of the framework's axes is in the twin. */
const axisInFirst = [0, 2, 3, 1]

export const ownTensor = (graph: GraphBuilder, name: string): Tensor => ({
  rank: graph.shape(name).length,
  own: name,
})
export const firstTensor = (name: string): Tensor => ({ rank: 4, first: name })

/** The value in the framework's own order. A transposition that this takes costs nothing where the twin lies channels-last anyway. */
export function own(graph: GraphBuilder, tensor: Tensor): string {
  const { first } = tensor
  if (tensor.own === undefined && first !== undefined)
    tensor.own = graph.node('Transpose', [first], { perm: [0, 2, 3, 1] }, `${first}/NHWC`)
  return tensor.own ?? ''
}

/** The twin with channels in front, of a tensor with four axes. */
export function channelsFirst(graph: GraphBuilder, tensor: Tensor): string {
  const { own: value } = tensor
  if (tensor.first === undefined && value !== undefined)
    tensor.first = graph.node('Transpose', [value], { perm: [0, 3, 1, 2] }, `${value}/NCHW`)
  return tensor.first ?? ''
}

/** The framework's shape, for one image. */
export function shapeOf(graph: GraphBuilder, tensor: Tensor): readonly number[] {
  if (tensor.own !== undefined) return graph.shape(tensor.own)
  const [batch = 1, channels = 1, height = 1, width = 1] = graph.shape(tensor.first ?? '')
  return [batch, height, width, channels]
}

/** Some axis of the framework's, counted from the front. */
export const fromFront = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis)

/** A tensor as an operator takes it that minds no order, with the way to say axes and to hand on what it makes. */
export interface Either {
  readonly names: readonly string[]
  axis(axis: number): number
  tensor(name: string): Tensor
}

/** Several tensors in one order: that of the twins where one of them has only that, else the framework's. */
export function together(graph: GraphBuilder, tensors: readonly Tensor[]): Either {
  const twins = tensors.every(({ rank }) => rank === 4) && tensors.some((tensor) => tensor.own === undefined)
  return {
    names: tensors.map((tensor) => (twins ? channelsFirst(graph, tensor) : own(graph, tensor))),
    axis: (axis) => {
      const front = fromFront(axis, tensors[0]?.rank ?? 0)
      return twins ? (axisInFirst[front] ?? front) : front
    },
    tensor: (name) => (twins ? firstTensor(name) : ownTensor(graph, name)),
  }
}

/** A function of each number by itself, in whichever order the tensor is at hand. */
export function each(
  graph: GraphBuilder,
  tensor: Tensor,
  type: string,
  wished: string,
  params: Layer['params'] = {},
  further: readonly string[] = [],
): Tensor {
  const { names, tensor: made } = together(graph, [tensor])
  return made(graph.node(type, [...names, ...further], params, wished))
}

/** Numbers that are the same for every image. */
export interface Numbers {
  readonly values: readonly number[]
  readonly shape: readonly number[]
}

/**
 * An operator of a tensor and of numbers that are broadcast to it, from the last axis on as the framework does.
 * @param side where the numbers stand
 */
export function withNumbers(
  graph: GraphBuilder,
  tensor: Tensor,
  type: string,
  wished: string,
  numbers: Numbers,
  side: 'left' | 'right' = 'right',
): Tensor {
  const { names, tensor: made } = together(graph, [tensor])
  const name = graph.floats(`${wished}/number`, ...arranged(numbers, tensor.own === undefined))
  return made(graph.node(type, side === 'left' ? [name, ...names] : [...names, name], {}, wished))
}

/** Broadcast numbers as they must lie beside a twin: their last axis is the channel's. Those with more than channels have all four axes. */
export function arranged({ values, shape }: Numbers, twin: boolean): [readonly number[], readonly number[]] {
  if (!twin || shape.length === 0) return [values, shape]
  const [n = 1, h = 1, w = 1, c = 1] = [...new Array<number>(4 - shape.length).fill(1), ...shape]
  const moved = Array.from({ length: values.length }, (_, i) => {
    const [x, y, z, b] = [
      i % w,
      Math.floor(i / w) % h,
      Math.floor(i / (w * h)) % c,
      Math.floor(i / (w * h * c)),
    ]
    return values[((b * h + y) * w + x) * c + z] ?? 0
  })
  return [moved, [n, c, h, w]]
}
