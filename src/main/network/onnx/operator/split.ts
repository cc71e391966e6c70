import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { axisOf, integersGiven, tensorAxis } from '../axes.ts'
import { chosen, upTo } from '../host.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import type { Known } from '../value.ts'

interface Parts {
  readonly axis: number
  readonly sizes: readonly number[]
  readonly shapes: readonly (readonly number[])[]
}

/** Sizes given, or equal ones of which the last may be smaller. */
function partsOf(node: Node, inputs: readonly (Known | undefined)[]): Parts {
  const { shape } = required(inputs, 0)
  const attributes = attributesOf(
    node,
    z.object({ axis: z.int().default(0), num_outputs: z.int().positive().optional() }),
  )
  const axis = axisOf(attributes.axis, shape.length)
  const whole = shape[axis] ?? 0
  const parts = node.outputs
  if (attributes.num_outputs !== undefined && attributes.num_outputs !== parts)
    throw new OperatorError(`it makes ${attributes.num_outputs} outputs but ${parts} are named`)
  const each = Math.ceil(whole / parts)
  const sizes =
    integersGiven(node, inputs, 1, 'split') ??
    upTo(parts).map((i) => Math.max(0, Math.min(each, whole - i * each)))
  if (sizes.some((size) => size < 0) || sizes.reduce((sum, size) => sum + size, 0) !== whole)
    throw new OperatorError(`its axis ${axis}, ${whole} long, cannot be split into ${sizes.join(' + ')}`)
  return { axis, sizes, shapes: sizes.map((size) => shape.map((all, i) => (i === axis ? size : all))) }
}

/** A value cut into pieces along an axis. */
export const split: OnnxOperator = {
  reads: [1],
  infer: (node, inputs) => {
    const { type } = required(inputs, 0)
    return partsOf(node, inputs).shapes.map((shape) => ({ type, shape }))
  },
  fold: (node, inputs) => {
    const input = required(inputs, 0)
    const { axis, sizes } = partsOf(node, inputs)
    let begin = 0
    return sizes.map((size) => {
      const from = begin
      begin += size
      return chosen(
        input,
        input.shape.map((all, i) => (i === axis ? upTo(size).map((place) => from + place) : upTo(all))),
      )
    })
  },
  compile: (node, known) => {
    const { axis, sizes, shapes } = partsOf(node, known)
    return {
      apply(inputs) {
        const input = required(inputs, 0)
        const along = tensorAxis(axis, input.layout)
        const tensors = tf.split(input.tensor, [...sizes], along)
        return {
          outputs: tensors.map((tensor, i) => ({ ...input, tensor, shape: shapes[i] ?? [] })),
          backward: (gradients) => [
            tf.concat(
              tensors.map((tensor, i) => gradients[i] ?? tf.zerosLike(tensor)),
              along,
            ),
          ],
        }
      },
    }
  },
}
