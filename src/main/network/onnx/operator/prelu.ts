import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { broadcastShape, together } from '../broadcast.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import type { Known } from '../value.ts'

/** x above zero, slope · x elsewhere; the slope is spread over x. */
export const prelu: OnnxOperator = {
  infer(node, inputs) {
    const { type, shape } = required(inputs, 0)
    const slope = spreading(node, required(inputs, 1), shape.length)
    if (broadcastShape([shape, slope.shape]).join() !== shape.join())
      throw new OperatorError(`its slope of ${slope.shape.join(' × ')} does not fit ${shape.join(' × ')}`)
    return [{ type, shape }]
  },
  compile: (node, known) => ({
    apply(inputs) {
      const [input, given] = [required(inputs, 0), required(inputs, 1)]
      const { shape: across } = spreading(node, given, input.shape.length)
      const slope = { ...given, shape: across, tensor: tf.reshape(given.tensor, [...across]) }
      const { shape, layout, tensors, back } = together([input, slope])
      const [x, factor] = [required(tensors, 0), required(tensors, 1)]
      const positive = tf.greater(x, 0)
      return {
        outputs: [{ ...input, shape, layout, tensor: tf.where(positive, x, tf.mul(x, factor)) }],
        backward([gradient]) {
          if (gradient === undefined) return []
          const byInput = tf.where(positive, gradient, tf.mul(gradient, factor))
          const bySlope = () => tf.where(positive, tf.zerosLike(x), tf.mul(gradient, x))
          return [
            back(0, byInput),
            known[1]?.data === undefined ? tf.reshape(back(1, bySlope()), given.tensor.shape) : undefined,
          ]
        },
      }
    },
  }),
}

/** Before opset 7 a list of slopes was one a channel; since, it is spread as NumPy does. */
function spreading({ opset }: Node, { shape }: Pick<Known, 'shape'>, rank: number): Pick<Known, 'shape'> {
  const isPerChannel = opset < 7 && shape.length === 1 && rank > 2
  return { shape: isPerChannel ? [...shape, ...new Array<number>(rank - 2).fill(1)] : shape }
}
