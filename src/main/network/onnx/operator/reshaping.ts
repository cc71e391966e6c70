import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { axesOf, axisOf, integersGiven } from '../axes.ts'
import { laid, unlaid } from '../broadcast.ts'
import { reshaped } from '../host.ts'
import { mapping } from '../mapping.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import { countOf, type Known } from '../value.ts'

type Inputs = readonly (Known | undefined)[]

/** An operator that gives the same numbers another shape. */
function reshaping(
  shapeOf: (node: Node, shape: readonly number[], inputs: Inputs) => number[],
): OnnxOperator {
  const outputShape = (node: Node, inputs: Inputs): number[] => {
    const { shape } = required(inputs, 0)
    const to = shapeOf(node, shape, inputs)
    if (!to.every(Number.isInteger) || countOf(to) !== countOf(shape))
      throw new OperatorError(`[${shape.join(', ')}] cannot be given the shape [${to.join(', ')}]`)
    return to
  }
  return {
    reads: [1],
    infer: (node, inputs) => [{ type: required(inputs, 0).type, shape: outputShape(node, inputs) }],
    fold: (node, inputs) => [reshaped(required(inputs, 0), outputShape(node, inputs))],
    compile: (node, inputs) => {
      const shape = outputShape(node, inputs)
      return mapping((input) => ({
        output: { ...input, shape, layout: 'plain', tensor: tf.reshape(laid(input, 'plain'), shape) },
        backward: (gradient) => unlaid(input, 'plain', tf.reshape(gradient, [...input.shape])),
      }))
    },
  }
}

/** The shape asked for: 0 keeps a size (unless zeros are allowed), −1 is what is left. */
function reshapedTo(node: Node, shape: readonly number[], inputs: Inputs): number[] {
  const { allowzero } = attributesOf(node, z.object({ allowzero: z.int().default(0) }))
  const asked = integersGiven(node, inputs, 1, 'shape')
  if (asked === undefined) throw new OperatorError('its shape is missing')
  const sizes = asked.map((size, axis) => (size === 0 && allowzero === 0 ? (shape[axis] ?? 0) : size))
  if (sizes.filter((size) => size === -1).length > 1)
    throw new OperatorError(`its shape [${asked.join(', ')}] leaves more than one size open`)
  const rest = countOf(sizes.filter((size) => size !== -1))
  return sizes.map((size) => (size === -1 && rest !== 0 ? countOf(shape) / rest : size))
}

function flattened(node: Node, shape: readonly number[]): number[] {
  const { axis } = attributesOf(node, z.object({ axis: z.int().default(1) }))
  const at = axis === shape.length ? axis : axisOf(axis, shape.length)
  return [countOf(shape.slice(0, at)), countOf(shape.slice(at))]
}

function squeezed(node: Node, shape: readonly number[], inputs: Inputs): number[] {
  const given = integersGiven(node, inputs, 1, 'axes')
  const axes = axesOf(given ?? shape.flatMap((size, axis) => (size === 1 ? [axis] : [])), shape.length)
  const long = axes.find((axis) => shape[axis] !== 1)
  if (long !== undefined) throw new OperatorError(`its axis ${long} is ${shape[long]} long, not 1`)
  return shape.filter((_, axis) => !axes.includes(axis))
}

function unsqueezed(node: Node, shape: readonly number[], inputs: Inputs): number[] {
  const given = integersGiven(node, inputs, 1, 'axes') ?? []
  const rank = shape.length + given.length
  const axes = axesOf(given, rank)
  const left = [...shape]
  return Array.from({ length: rank }, (_, axis) => (axes.includes(axis) ? 1 : (left.shift() ?? 1)))
}

/** Operators that keep the numbers and their order. */
export const reshapings: Readonly<Record<string, OnnxOperator>> = {
  Reshape: reshaping(reshapedTo),
  Flatten: reshaping(flattened),
  Squeeze: reshaping(squeezed),
  Unsqueeze: reshaping(unsqueezed),
}
