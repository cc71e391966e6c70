import { isFloat } from '../element-types.ts'
import type { Given } from '../fixtures.ts'
import type { Node } from '../operator.ts'
import { countOf, type ElementType, type Layout } from '../value.ts'

/** A node at a point where its operator's gradient is compared with finite differences. */
export interface GradientCase {
  readonly operator: string
  /** What sets it apart from the operator's other cases. */
  readonly about?: string
  /** Float inputs are differentiated, unless they are `fixed`. */
  readonly inputs: readonly (Given | undefined)[]
  readonly attributes?: Node['attributes']
  readonly opset?: number
  /** Outputs the node names; each has a part in the sum whose gradient is taken. */
  readonly outputs?: number
}

/** The shape of two images of three channels. */
export const image = [2, 3, 2, 2]

/** How far apart the numbers of `floats` are; finite differences step a quarter as far at most. */
export const GRID = 1 / 16

/**
 * Numbers of a range in an order that looks random: odd multiples of 1/32, all different as long as the range has that many. So
 * maxima, ReLUs and the like have no corner within half a grid of them, and a step of a power of two away is exact. The same for the same seed.
 */
export function floats(
  shape: readonly number[],
  { from = -1, to = 1, seed = 1 }: { from?: number; to?: number; seed?: number } = {},
): Given {
  const places = Math.floor((to - from) / GRID)
  const order = shuffled(places, seed)
  const data = Array.from(
    { length: countOf(shape) },
    (_, i) => from + ((order[i % places] ?? 0) + 0.5) * GRID,
  )
  return { type: 'float32', shape, data }
}

/** 0 … count − 1 in an order made from the seed. */
function shuffled(count: number, seed: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i)
  let state = seed
  for (let i = count - 1; i > 0; i--) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    const j = Math.floor((state / 2 ** 32) * (i + 1))
    const [a = 0, b = 0] = [order[i], order[j]]
    order[i] = b
    order[j] = a
  }
  return order
}

/** Known at planning, as a network's weights are: not differentiated. */
export const fixed = (given: Given): Given => ({ ...given, constant: true })

/** Integers known at planning, along one axis or in a shape of their own. */
export const ints = (
  data: readonly number[],
  shape: readonly number[] = [data.length],
  type: ElementType = 'int64',
): Given => ({ type, shape, data })

/** Numbers as they are. */
export const numbers = (data: readonly number[], shape: readonly number[] = [data.length]): Given => ({
  type: 'float32',
  shape,
  data,
})

/** What a row is called, here and where its values are recorded. */
export const nameOf = ({ operator, about = '' }: GradientCase): string => `${operator} ${about}`.trim()

/** Whether the gradient by an input is compared. */
export const isDifferentiated = (input: Given | undefined): input is Given =>
  input !== undefined && isFloat(input.type) && input.constant !== true

/** How a row's inputs may lie: differentiated ones of rank 4 in both ways. */
export const layoutsOf = ({ inputs }: GradientCase): readonly Layout[] =>
  inputs.some((input) => isDifferentiated(input) && input.shape.length === 4)
    ? ['plain', 'channels-last']
    : ['plain']

/** A row's inputs, those that may lie in several ways in one of them. */
export const laidAs = ({ inputs }: GradientCase, layout: Layout): (Given | undefined)[] =>
  inputs.map((input) => (isDifferentiated(input) && input.shape.length === 4 ? { ...input, layout } : input))
