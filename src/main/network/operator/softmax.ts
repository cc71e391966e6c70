import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import { unaryKernel } from './elementwise.ts'
import { tensorAxis } from './layout.ts'
import { defineOperator } from './operator.ts'
import { axis, onlyInput, resolveAxis } from './params.ts'

const params = z.strictObject({ axis: axis.default(1) })

/** eˣ over its sum along one axis. */
export const softmax = defineOperator({
  params,
  shapes({ axis: along }, inputs) {
    const shape = onlyInput(inputs)
    resolveAxis(along, shape)
    return [shape]
  },
  compile({ axis: given }, inputs) {
    const shape = onlyInput(inputs)
    const along = tensorAxis(resolveAxis(given, shape), shape.length)
    return unaryKernel((input) => {
      const exponential = tf.exp(tf.sub(input, tf.max(input, along, true)))
      const output = tf.div(exponential, tf.sum(exponential, along, true))
      return {
        output,
        backward(gradient) {
          const projected = tf.sum(tf.mul(gradient, output), along, true)
          return tf.mul(output, tf.sub(gradient, projected))
        },
      }
    })
  },
})
