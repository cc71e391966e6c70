import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { laid, unlaid } from '../broadcast.ts'
import { pickedRows } from '../flat-places.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { scatteredRows } from '../scatter.ts'
import { tuplePlaces } from '../tuple-places.ts'
import { required } from '../unary.ts'
import { countOf, type Known } from '../value.ts'

function settings(node: Node, inputs: readonly (Known | undefined)[]) {
  const { batch_dims: batch } = attributesOf(node, z.object({ batch_dims: z.int().nonnegative().default(0) }))
  const [data, indices] = [required(inputs, 0).shape, required(inputs, 1).shape]
  const length = indices.at(-1) ?? 0
  if (indices.length === 0 || batch >= indices.length || batch + length > data.length)
    throw new OperatorError(
      `indices of shape [${indices.join(', ')}] do not fit data of shape [${data.join(', ')}]`,
    )
  const rest = data.slice(batch + length)
  return { batch, rest, shape: [...indices.slice(0, -1), ...rest] }
}

/** Slices at the places that the last axis of the indices names, one tuple a slice. */
export const gatherNd: OnnxOperator = {
  infer: (node, inputs) => [{ type: required(inputs, 0).type, shape: settings(node, inputs).shape }],
  compile: (node, known) => {
    const { batch, rest, shape } = settings(node, known)
    const from = required(known, 0).shape
    const width = countOf(rest)
    const rows = countOf(from.slice(0, from.length - rest.length))
    return {
      apply(inputs) {
        const input = required(inputs, 0)
        const places = tuplePlaces(laid(required(inputs, 1), 'plain'), from, batch)
        const picked = pickedRows(tf.reshape(laid(input, 'plain'), [rows, width]), places)
        return {
          outputs: [{ ...input, layout: 'plain', shape, tensor: tf.reshape(picked, shape) }],
          backward: ([gradient]) => {
            if (gradient === undefined) return []
            const scattered = scatteredRows(tf.reshape(gradient, [places.size, width]), places, rows)
            return [unlaid(input, 'plain', tf.reshape(scattered, [...from]))]
          },
        }
      },
    }
  },
}
