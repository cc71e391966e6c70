import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { axisOf, tensorAxis } from '../axes.ts'
import { laid, layoutOf, unlaid } from '../broadcast.ts'
import { hostArray, isFloat } from '../element-types.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import { type Constant, countOf, type Known, type Value } from '../value.ts'

function axisFor(node: Node, rank: number): number {
  const schema = z.object({ axis: node.opset < 4 ? z.int().default(1) : z.int() })
  return axisOf(attributesOf(node, schema).axis, rank)
}

const all = <T>(inputs: readonly (T | undefined)[]): T[] => inputs.map((_, i) => required(inputs, i))

function joined(node: Node, inputs: readonly (Known | undefined)[]): Known {
  const { type, shape } = required(inputs, 0)
  const axis = axisFor(node, shape.length)
  const shapes = all(inputs).map((input) => input.shape)
  const fits = (other: readonly number[]): boolean =>
    other.length === shape.length && other.every((size, i) => i === axis || size === shape[i])
  const misfit = shapes.find((other) => !fits(other))
  if (misfit !== undefined)
    throw new OperatorError(
      `[${shape.join(', ')}] and [${misfit.join(', ')}] cannot be joined along axis ${axis}`,
    )
  const along = shapes.reduce((sum, other) => sum + (other[axis] ?? 0), 0)
  return { type, shape: shape.map((size, i) => (i === axis ? along : size)) }
}

function joinedConstants(node: Node, inputs: readonly (Constant | undefined)[]): Constant {
  const { type, shape } = joined(node, inputs)
  const axis = axisFor(node, shape.length)
  const runs = all(inputs).map((input) => ({
    data: input.data,
    run: countOf(input.shape.slice(axis)),
  }))
  const data = hostArray(type, countOf(shape))
  let at = 0
  for (let outer = 0; outer < countOf(shape.slice(0, axis)); outer++)
    for (const { data: from, run } of runs) {
      for (let i = outer * run; i < (outer + 1) * run; i++) data[at++] = from[i] ?? 0
    }
  return { type, shape, data }
}

/** Values one after the other along an axis. */
export const concat: OnnxOperator = {
  infer: (node, inputs) => [joined(node, inputs)],
  fold: (node, inputs) => [joinedConstants(node, inputs)],
  compile: (node, known) => {
    const { type, shape } = joined(node, known)
    const axis = axisFor(node, shape.length)
    const wanted = known.map((input) => input?.data === undefined && isFloat(type))
    return {
      apply(inputs) {
        const values: Value[] = all(inputs)
        const layout = layoutOf(values, shape.length)
        const along = tensorAxis(axis, layout)
        const tensors = values.map((value) => laid(value, layout))
        return {
          outputs: [{ type, shape, layout, tensor: tf.concat(tensors, along) }],
          backward: ([gradient]) => {
            if (gradient === undefined) return []
            let begin = 0
            return values.map((value, i) => {
              const from = begin
              begin += value.shape[axis] ?? 0
              return wanted[i] === true
                ? unlaid(value, layout, cut(gradient, along, from, value.shape[axis] ?? 0))
                : undefined
            })
          },
        }
      },
    }
  },
}

const cut = (tensor: tf.Tensor, axis: number, from: number, size: number): tf.Tensor =>
  tf.slice(
    tensor,
    tensor.shape.map((_, i) => (i === axis ? from : 0)),
    tensor.shape.map((all, i) => (i === axis ? size : all)),
  )
