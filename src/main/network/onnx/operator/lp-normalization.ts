import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { attributesOf } from '../attributes.ts'
import { axisOf, tensorAxis } from '../axes.ts'
import type { OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'

const schema = z.object({
  axis: z.int().default(-1),
  p: z.union([z.literal(1), z.literal(2)], 'it must be 1 or 2').default(2),
})

/** Numbers over their p-norm along an axis; zeros where that is zero. */
export const lpNormalization: OnnxOperator = {
  infer(node, inputs) {
    const { type, shape } = required(inputs, 0)
    axisOf(attributesOf(node, schema).axis, shape.length)
    return [{ type, shape }]
  },
  compile(node, known) {
    const { axis, p } = attributesOf(node, schema)
    const along = axisOf(axis, required(known, 0).shape.length)
    return {
      apply(inputs) {
        const input = required(inputs, 0)
        const [x, place] = [input.tensor, tensorAxis(along, input.layout)]
        const norm = p === 1 ? tf.sum(tf.abs(x), place, true) : tf.sqrt(tf.sum(tf.square(x), place, true))
        const output = tf.divNoNan(x, norm)
        return {
          outputs: [{ ...input, tensor: output }],
          backward([gradient]) {
            if (gradient === undefined) return []
            const projected = tf.sum(tf.mul(gradient, output), place, true)
            const slope = p === 1 ? tf.sign(x) : output
            return [tf.divNoNan(tf.sub(gradient, tf.mul(slope, projected)), norm)]
          },
        }
      },
    }
  },
}
