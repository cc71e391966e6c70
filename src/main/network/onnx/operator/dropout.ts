import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import type { OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'

/** The input itself: numbers are left out in training only. The mask, if asked for, says that all are kept. */
export const dropout: OnnxOperator = {
  reads: [1, 2],
  infer(node, inputs) {
    const { type, shape } = required(inputs, 0)
    const [ratio, training] = [inputs[1], inputs[2]]
    const isTraining = training !== undefined && training.data?.[0] !== 0
    if (isTraining && ratio?.data?.[0] !== 0)
      throw new OperatorError('it is set to training, and networks are only run here')
    return [
      { type, shape },
      { type: node.opset < 10 ? type : 'bool', shape },
    ]
  },
  compile: (node) => ({
    apply(inputs) {
      const input = required(inputs, 0)
      const mask = { ...input, tensor: tf.onesLike(input.tensor) }
      return {
        outputs: [
          input,
          node.opset < 10 ? mask : { ...mask, type: 'bool' as const, tensor: tf.cast(mask.tensor, 'bool') },
        ].slice(0, Math.max(1, node.outputs)),
        backward: ([gradient]) => [gradient],
      }
    },
  }),
}
