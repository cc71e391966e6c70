import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { attributesOf } from '../attributes.ts'
import { axisOf, tensorAxis } from '../axes.ts'
import { mapping } from '../mapping.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { reducedBy, withoutAxes } from '../reduction.ts'
import { required } from '../unary.ts'
import type { Known } from '../value.ts'

const schema = z.object({
  axis: z.int().default(0),
  keepdims: z.int().default(1),
  select_last_index: z.int().default(0),
})

function settings(node: Node, inputs: readonly (Known | undefined)[]) {
  const { shape } = required(inputs, 0)
  const { axis, keepdims, select_last_index } = attributesOf(node, schema)
  const reduced = reducedBy(shape, [axisOf(axis, shape.length)], keepdims === 1)
  return { reduced, last: select_last_index === 1 }
}

/** Where along an axis the extreme is: the first place of several, or the last. */
function argExtreme(find: (x: tf.Tensor, axis: number) => tf.Tensor): OnnxOperator {
  return {
    infer: (node, inputs) => [{ type: 'int64', shape: settings(node, inputs).reduced.shape }],
    compile: (node, inputs) => {
      const { reduced, last } = settings(node, inputs)
      return mapping((input) => {
        const axis = tensorAxis(reduced.axes[0] ?? 0, input.layout)
        const size = input.tensor.shape[axis] ?? 0
        const found = last
          ? tf.sub(tf.scalar(size - 1, 'int32'), find(tf.reverse(input.tensor, axis), axis))
          : find(input.tensor, axis)
        const tensor = tf.expandDims(tf.cast(found, 'int32'), axis)
        const output = withoutAxes({ ...input, type: 'int64', shape: reduced.kept, tensor }, reduced.shape)
        return { output, backward: () => tf.zerosLike(input.tensor) }
      })
    },
  }
}

export const argMax = argExtreme(tf.argMax)
export const argMin = argExtreme(tf.argMin)
