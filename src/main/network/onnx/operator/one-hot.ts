import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { attributesOf } from '../attributes.ts'
import { axisOf, integersOf } from '../axes.ts'
import { laid } from '../broadcast.ts'
import { upTo } from '../host.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { indicator, select } from '../select.ts'
import { required } from '../unary.ts'
import type { Known } from '../value.ts'

function settings(node: Node, inputs: readonly (Known | undefined)[]) {
  const { shape } = required(inputs, 0)
  const attributes = attributesOf(node, z.object({ axis: z.int().default(-1) }))
  const axis = axisOf(attributes.axis, shape.length + 1)
  const [depth = 0] = integersOf(required(inputs, 1), 'depth')
  return { axis, depth, shape: [...shape.slice(0, axis), depth, ...shape.slice(axis)] }
}

/** A new axis along which the place that an index names has one value, and every other place another. */
export const oneHot: OnnxOperator = {
  reads: [1],
  infer: (node, inputs) => [{ type: required(inputs, 2).type, shape: settings(node, inputs).shape }],
  compile: (node, known) => {
    const { axis, depth, shape } = settings(node, known)
    const { type } = required(known, 2)
    return {
      apply(inputs) {
        const [indices, values] = [required(inputs, 0), required(inputs, 2)]
        const asked = tf.cast(tf.expandDims(laid(indices, 'plain'), axis), 'int32')
        const wrapped = tf.add(asked, tf.mul(tf.cast(tf.less(asked, 0), 'int32'), tf.scalar(depth, 'int32')))
        const places = tf.tensor(
          upTo(depth),
          shape.map((_, i) => (i === axis ? depth : 1)),
          'int32',
        )
        const isHot = tf.equal(wrapped, places)
        const [off, on] = [tf.slice(values.tensor, 0, 1), tf.slice(values.tensor, 1, 1)]
        const tensor = select(isHot, on, off)
        return {
          outputs: [{ type, layout: 'plain', shape, tensor }],
          backward: ([gradient]) => {
            if (gradient === undefined) return []
            const byOn = tf.sum(tf.mul(gradient, indicator(isHot)))
            return [undefined, undefined, tf.stack([tf.sub(tf.sum(gradient), byOn), byOn])]
          },
        }
      },
    }
  },
}
