import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { tensorAxis } from '../axes.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import { countOf } from '../value.ts'

/** One number of all places of each channel, with its gradient by them; `axes` are the tensor's. */
type Over = (
  value: tf.Tensor,
  axes: number[],
  node: Node,
) => { output: tf.Tensor; backward(gradient: tf.Tensor): tf.Tensor }

function globalPool(over: Over): OnnxOperator {
  return {
    infer(_, inputs) {
      const { type, shape } = required(inputs, 0)
      if (shape.length < 3)
        throw new OperatorError(`needs an input with spatial axes, not ${shape.join(' × ')}`)
      return [{ type, shape: shape.map((size, axis) => (axis < 2 ? size : 1)) }]
    },
    compile: (node) => ({
      apply(inputs) {
        const input = required(inputs, 0)
        const axes = input.shape.slice(2).map((_, i) => tensorAxis(i + 2, input.layout))
        const { output, backward } = over(input.tensor, axes, node)
        const shape = input.shape.map((size, axis) => (axis < 2 ? size : 1))
        return {
          outputs: [{ ...input, shape, tensor: output }],
          backward: ([gradient]) => [gradient === undefined ? undefined : backward(gradient)],
        }
      },
    }),
  }
}

/** The mean of each channel. */
export const globalAveragePool = globalPool((value, axes) => ({
  output: tf.mean(value, axes, true),
  backward(gradient) {
    const share = 1 / countOf(axes.map((axis) => value.shape[axis] ?? 1))
    return tf.broadcastTo(tf.mul(gradient, share), value.shape)
  },
}))

/** The largest of each channel; of equal ones each gets an equal share of the gradient. */
export const globalMaxPool = globalPool((value, axes) => {
  const output = tf.max(value, axes, true)
  return {
    output,
    backward(gradient) {
      const isLargest = tf.cast(tf.equal(value, output), 'float32')
      return tf.mul(isLargest, tf.div(gradient, tf.sum(isLargest, axes, true)))
    },
  }
})

const normSchema = z.object({ p: z.number().default(2) })

/** The p-norm of each channel. */
export const globalLpPool = globalPool((value, axes, node) => {
  const { p } = attributesOf(node, normSchema)
  const size = tf.abs(value)
  const output = tf.pow(tf.sum(tf.pow(size, p), axes, true), 1 / p)
  return {
    output,
    backward(gradient) {
      const slope = tf.mul(tf.sign(value), tf.pow(size, p - 1))
      return tf.mul(slope, tf.divNoNan(gradient, tf.pow(output, p - 1)))
    },
  }
})
