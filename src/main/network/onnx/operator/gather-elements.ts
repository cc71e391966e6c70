import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { attributesOf } from '../attributes.ts'
import { axisOf } from '../axes.ts'
import { laid, unlaid } from '../broadcast.ts'
import { asColumn, elementPlaces, pickedRows, scatteredNumbers } from '../flat-places.ts'
import type { OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'

/** For each index the number at its own place, but along one axis at the place it names. */
export const gatherElements: OnnxOperator = {
  infer: (_, inputs) => [{ type: required(inputs, 0).type, shape: required(inputs, 1).shape }],
  compile: (node, known) => {
    const { axis: given } = attributesOf(node, z.object({ axis: z.int().default(0) }))
    const axis = axisOf(given, required(known, 0).shape.length)
    return {
      apply(inputs) {
        const [input, indices] = [required(inputs, 0), required(inputs, 1)]
        const places = elementPlaces(laid(indices, 'plain'), input.shape, axis)
        const picked = pickedRows(asColumn(laid(input, 'plain')), places)
        const { shape } = indices
        return {
          outputs: [{ ...input, layout: 'plain', shape, tensor: tf.reshape(picked, [...shape]) }],
          backward: ([gradient]) => [
            gradient && unlaid(input, 'plain', scatteredNumbers(gradient, places, input.shape)),
          ],
        }
      },
    }
  },
}
