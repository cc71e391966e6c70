import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { axisOf, tensorAxis } from '../axes.ts'
import { laid, unlaid } from '../broadcast.ts'
import { chosen, reshaped, upTo } from '../host.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { putBack, type Range, taken } from '../ranges.ts'
import { scatteredAlong } from '../scatter.ts'
import { required } from '../unary.ts'
import { countOf, type Known, type Layout, type Value } from '../value.ts'

type Inputs = readonly (Known | undefined)[]

const axisFor = (node: Node, inputs: Inputs): number =>
  axisOf(attributesOf(node, z.object({ axis: z.int().default(0) })).axis, required(inputs, 0).shape.length)

function shapeOf(node: Node, inputs: Inputs): number[] {
  const [data, indices] = [required(inputs, 0), required(inputs, 1)]
  const axis = axisFor(node, inputs)
  return [...data.shape.slice(0, axis), ...indices.shape, ...data.shape.slice(axis + 1)]
}

/** Places along an axis, counted from its end where they are negative. Throws `OperatorError` beyond it. */
function placesOf(indices: ArrayLike<number>, size: number): number[] {
  return Array.from(indices, (index) => {
    if (index < -size || index >= size)
      throw new OperatorError(`it asks for place ${index} of an axis that is ${size} long`)
    return index < 0 ? index + size : index
  })
}

/** Places that lie evenly, as most that are known beforehand do: then it is a slice. */
function evenly(places: readonly number[]): Range | undefined {
  const [start = 0, next = start + 1] = places
  const step = next - start
  const isEven = step !== 0 && places.every((place, i) => place === start + i * step)
  return isEven ? { start, step, count: places.length } : undefined
}

/** What a tensor has at places along an axis, and the way back. */
function gathered(
  tensor: tf.Tensor,
  places: readonly number[] | tf.Tensor1D,
  axis: number,
): { tensor: tf.Tensor; back(gradient: tf.Tensor): tf.Tensor } {
  const even = places instanceof tf.Tensor ? undefined : evenly(places)
  if (even !== undefined) {
    const ranges = tensor.shape.map((count, i): Range => (i === axis ? even : { start: 0, step: 1, count }))
    return { tensor: taken(tensor, ranges), back: (gradient) => putBack(gradient, tensor.shape, ranges) }
  }
  const indices = places instanceof tf.Tensor ? places : tf.tensor1d([...places], 'int32')
  return {
    tensor: tf.gather(tensor, indices, axis),
    back: (gradient) => scatteredAlong(gradient, indices, axis, tensor.shape[axis] ?? 0),
  }
}

/** Slices of the first input along an axis, at the places that the second one names. */
export const gather: OnnxOperator = {
  reads: [1],
  infer: (node, inputs) => [{ type: required(inputs, 0).type, shape: shapeOf(node, inputs) }],
  fold: (node, inputs) => {
    const [data, indices] = [required(inputs, 0), required(inputs, 1)]
    const axis = axisFor(node, inputs)
    const places = data.shape.map((size, i) => (i === axis ? placesOf(indices.data, size) : upTo(size)))
    return [reshaped(chosen(data, places), shapeOf(node, inputs))]
  },
  compile: (node, known) => {
    const axis = axisFor(node, known)
    const shape = shapeOf(node, known)
    const size = required(known, 0).shape[axis] ?? 0
    const indices = required(known, 1)
    const places = indices.data && placesOf(indices.data, size)
    return {
      apply(inputs) {
        const input = required(inputs, 0)
        const layout: Layout = indices.shape.length === 1 ? input.layout : 'plain'
        const from = laid(input, layout)
        const along = tensorAxis(axis, layout)
        const { tensor, back } = gathered(from, places ?? fromEnd(required(inputs, 1), size), along)
        return {
          outputs: [
            { ...input, shape, layout, tensor: layout === 'plain' ? tf.reshape(tensor, shape) : tensor },
          ],
          backward: ([gradient]) => [
            gradient && unlaid(input, layout, back(tf.reshape(gradient, tensor.shape))),
          ],
        }
      },
    }
  },
}

/** Indices of a list, none negative. */
function fromEnd({ tensor, shape }: Value, size: number): tf.Tensor1D {
  const indices = tf.reshape(tensor, [countOf(shape)])
  return tf.where(tf.less(indices, 0), tf.add(indices, tf.scalar(size, 'int32')), indices).as1D()
}
