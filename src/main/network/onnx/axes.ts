import { z } from 'zod'
import { OperatorError } from '../operator/operator.ts'
import { attributesOf } from './attributes.ts'
import type { Node } from './operator.ts'
import type { Known, Layout } from './value.ts'

/** An axis of a value of that many dimensions; negative ones count from the end. Throws `OperatorError` beyond them. */
export function axisOf(axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank)
    throw new OperatorError(`there is no axis ${axis} among ${rank} dimensions`)
  return axis < 0 ? axis + rank : axis
}

/** Several axes, each once. Throws `OperatorError`. */
export function axesOf(axes: readonly number[], rank: number): number[] {
  const found = axes.map((axis) => axisOf(axis, rank))
  if (new Set(found).size !== found.length) throw new OperatorError(`its axes ${axes.join(', ')} repeat one`)
  return found
}

/** Where an axis of ONNX's shape lies in the tensor. */
export const tensorAxis = (axis: number, layout: Layout): number =>
  layout === 'plain' ? axis : ([0, 3, 1, 2][axis] ?? axis)

/** What is said of each axis of ONNX's shape, in the order of the tensor's axes. */
export const inTensorOrder = <T>(each: readonly T[], layout: Layout): T[] =>
  layout === 'plain' ? [...each] : [0, 2, 3, 1].flatMap((axis) => each.slice(axis, axis + 1))

/**
 * Integers that an operator needs to know before it runs.
 * @throws {OperatorError} where they depend on the image
 */
export function integersOf(known: Known, what: string): number[] {
  if (known.data === undefined) throw new OperatorError(`its input "${what}" depends on the image`)
  return Array.from(known.data)
}

/** Integers that are an input in newer opsets and were an attribute in older ones; undefined where neither is given. */
export function integersGiven(
  node: Node,
  inputs: readonly (Known | undefined)[],
  index: number,
  name: string,
): number[] | undefined {
  const input = inputs[index]
  if (input !== undefined) return integersOf(input, name)
  return attributesOf(node, z.object({ [name]: z.array(z.number()).optional() }))[name]
}
