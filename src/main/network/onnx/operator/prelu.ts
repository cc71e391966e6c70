import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { broadcastShape, together } from '../broadcast.ts'
import type { OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'

/** x above zero, slope · x elsewhere; the slope is spread over x. */
export const prelu: OnnxOperator = {
  infer(_, inputs) {
    const [{ type, shape }, slope] = [required(inputs, 0), required(inputs, 1)]
    if (broadcastShape([shape, slope.shape]).join() !== shape.join())
      throw new OperatorError(`its slope of ${slope.shape.join(' × ')} does not fit ${shape.join(' × ')}`)
    return [{ type, shape }]
  },
  compile: (_, known) => ({
    apply(inputs) {
      const [input, slope] = [required(inputs, 0), required(inputs, 1)]
      const { shape, layout, tensors, back } = together([input, slope])
      const [x, factor] = [required(tensors, 0), required(tensors, 1)]
      const positive = tf.greater(x, 0)
      return {
        outputs: [{ ...input, shape, layout, tensor: tf.where(positive, x, tf.mul(x, factor)) }],
        backward([gradient]) {
          if (gradient === undefined) return []
          const byInput = tf.where(positive, gradient, tf.mul(gradient, factor))
          const bySlope = () => tf.where(positive, tf.zerosLike(x), tf.mul(gradient, x))
          return [back(0, byInput), known[1]?.data === undefined ? back(1, bySlope()) : undefined]
        },
      }
    },
  }),
}
