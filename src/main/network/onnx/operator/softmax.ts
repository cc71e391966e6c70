import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { attributesOf } from '../attributes.ts'
import { axisOf, tensorAxis } from '../axes.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { required, type UnaryApplied } from '../unary.ts'
import type { Known, Value } from '../value.ts'

const schema = z.object({ axis: z.int().optional() })

/** The axes over which numbers are normalised: one, or before opset 13 the axis and all behind it. */
function axesIn(node: Node, { shape }: Pick<Known, 'shape'>): number[] {
  const { axis } = attributesOf(node, schema)
  if (node.opset >= 13) return [axisOf(axis ?? -1, shape.length)]
  const first = axisOf(axis ?? 1, shape.length)
  return shape.flatMap((_, i) => (i >= first ? [i] : []))
}

/** A function of the numbers along some of the tensor's axes. */
type Along = (tensor: tf.Tensor, axes: number[]) => UnaryApplied

function normalisation(along: Along): OnnxOperator {
  return {
    infer(node, inputs) {
      const { type, shape } = required(inputs, 0)
      axesIn(node, { shape })
      return [{ type, shape }]
    },
    compile(node, inputs) {
      const axes = axesIn(node, required(inputs, 0))
      return {
        apply(values) {
          const input: Value = required(values, 0)
          const { output, backward } = along(
            input.tensor,
            axes.map((axis) => tensorAxis(axis, input.layout)),
          )
          return {
            outputs: [{ ...input, tensor: output }],
            backward: ([gradient]) => [gradient && backward(gradient)],
          }
        },
      }
    },
  }
}

/** eˣ over its sum. */
export const softmax = normalisation((x, axes) => {
  const output = isLast(x, axes) ? tf.softmax(x) : exponentials(x, axes)
  return {
    output,
    backward(gradient) {
      const weighted = tf.mul(gradient, output)
      return tf.sub(weighted, tf.mul(output, tf.sum(weighted, axes, true)))
    },
  }
})

const isLast = (x: tf.Tensor, [axis, ...rest]: readonly number[]): boolean =>
  rest.length === 0 && axis === x.rank - 1

function exponentials(x: tf.Tensor, axes: number[]): tf.Tensor {
  const exponential = tf.exp(tf.sub(x, tf.max(x, axes, true)))
  return tf.div(exponential, tf.sum(exponential, axes, true))
}

/** The softmax's logarithm. */
export const logSoftmax = normalisation((x, axes) => {
  const shifted = tf.sub(x, tf.max(x, axes, true))
  const output = tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), axes, true)))
  return {
    output,
    backward: (gradient) => tf.sub(gradient, tf.mul(tf.exp(output), tf.sum(gradient, axes, true))),
  }
})

/** 1 at the first of the largest numbers, 0 elsewhere: its gradient is zero. */
export const hardmax = normalisation((x, axes) => {
  const kept = axes.map((axis) => x.shape[axis] ?? 1)
  const rest = x.shape.flatMap((_, axis) => (axes.includes(axis) ? [] : [axis]))
  const order = [...rest, ...axes]
  const moved = tf.transpose(x, order)
  const rows: tf.Tensor2D = tf.reshape(moved, [-1, kept.reduce((count, size) => count * size, 1)])
  const ones = tf.cast(tf.oneHot(tf.argMax(rows, 1), rows.shape[1]), 'float32')
  const back = order.map((_, axis) => order.indexOf(axis))
  return {
    output: tf.transpose(tf.reshape(ones, moved.shape), back),
    backward: (gradient) => tf.zerosLike(gradient),
  }
})
