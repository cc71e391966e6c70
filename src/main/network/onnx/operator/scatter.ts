import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { attributesOf } from '../attributes.ts'
import { axisOf } from '../axes.ts'
import { laid, unlaid } from '../broadcast.ts'
import { isFloat } from '../element-types.ts'
import { elementPlaces, pickedRows } from '../flat-places.ts'
import type { Kernel, Node, OnnxOperator } from '../operator.ts'
import { scatteredRows } from '../scatter.ts'
import { select } from '../select.ts'
import { tuplePlaces } from '../tuple-places.ts'
import { asFirst, required } from '../unary.ts'
import { countOf, type Known, type Value } from '../value.ts'

const isAdded = (node: Node): boolean =>
  attributesOf(
    node,
    z.object({
      reduction: z.enum(['none', 'add'], 'only "none" and "add" can be computed').default('none'),
    }),
  ).reduction === 'add'

/** Rows of a matrix replaced by updates, or the updates added to them. */
function scattering(
  node: Node,
  known: readonly (Known | undefined)[],
  width: number,
  placesOf: (indices: Value) => tf.Tensor1D,
): Kernel {
  const added = isAdded(node)
  const smooth = isFloat(required(known, 0).type)
  const { shape } = required(known, 0)
  const rows = countOf(shape) / Math.max(1, width)
  return {
    apply(inputs) {
      const [input, updates] = [required(inputs, 0), required(inputs, 2)]
      const places = placesOf(required(inputs, 1))
      const matrix = (tensor: tf.Tensor, count: number): tf.Tensor2D => tf.reshape(tensor, [count, width])
      const [data, news] = [matrix(laid(input, 'plain'), rows), matrix(laid(updates, 'plain'), places.size)]
      const placed = scatteredRows(news, places, rows)
      const marks = scatteredRows(tf.ones([places.size, 1]), places, rows)
      const isReplaced = tf.broadcastTo(tf.greater(marks, 0), [rows, width])
      const without = (tensor: tf.Tensor): tf.Tensor =>
        added ? tensor : select(isReplaced, tf.zerosLike(tensor), tensor)
      const tensor = tf.reshape(tf.add(without(data), placed), [...shape])
      return {
        outputs: [{ ...input, layout: 'plain', tensor }],
        backward: ([gradient]) => {
          if (gradient === undefined || !smooth) return []
          const by = matrix(gradient, rows)
          const byUpdates = tf.reshape(pickedRows(by, places), [...updates.shape])
          return [
            unlaid(input, 'plain', tf.reshape(without(by), [...shape])),
            undefined,
            unlaid(updates, 'plain', byUpdates),
          ]
        },
      }
    },
  }
}

/** The input with some slices replaced: those that tuples of indices name. */
export const scatterNd: OnnxOperator = {
  infer: asFirst,
  compile: (node, known) => {
    const { shape } = required(known, 0)
    const covered = required(known, 1).shape.at(-1) ?? 0
    return scattering(node, known, countOf(shape.slice(covered)), (indices) =>
      tuplePlaces(laid(indices, 'plain'), shape, 0),
    )
  },
}

/** The input with some numbers replaced: each update's own place, but along one axis the one its index names. */
export const scatterElements: OnnxOperator = {
  infer: asFirst,
  compile: (node, known) => {
    const { shape } = required(known, 0)
    const { axis } = attributesOf(node, z.object({ axis: z.int().default(0) }))
    const along = axisOf(axis, shape.length)
    return scattering(node, known, 1, (indices) => elementPlaces(laid(indices, 'plain'), shape, along))
  },
}
