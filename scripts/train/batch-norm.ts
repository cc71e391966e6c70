import * as tf from '../../src/main/tensor/tf.ts'
import { call, only } from './native.ts'

const normAttributes = {
  T: ['TYPE', 'TF_FLOAT'],
  U: ['TYPE', 'TF_FLOAT'],
  epsilon: ['FLOAT', 1e-5],
  data_format: ['STRING', 'NHWC'],
  is_training: ['BOOL', true],
} as const

/** What a batch's channels measured: `mean` and `variance`, one value a channel. */
export interface Moments {
  readonly mean: tf.Tensor
  readonly variance: tf.Tensor
}

/**
 * Batch normalisation on NHWC without a learnt scale: (x − mean) / √(variance + 1e-5) + offset over the batch.
 * Gradients by `input` and `offset`; `onMoments` is given the batch's moments, its own to dispose.
 */
export function batchNorm(
  input: tf.Tensor4D,
  offset: tf.Tensor1D,
  onMoments: (moments: Moments) => void,
): tf.Tensor4D {
  const op = tf.customGrad((...args) => {
    const [x, bias, save] = args as [tf.Tensor, tf.Tensor, tf.GradSaveFunc]
    const ones = tf.onesLike(bias)
    const none = tf.zeros([0])
    const outputs = call(
      'FusedBatchNormV3',
      { ...normAttributes, exponential_avg_factor: ['FLOAT', 1] },
      [x, ones, bias, none, none],
      6,
    )
    onMoments({ mean: tf.keep(only(outputs, 1)), variance: tf.keep(only(outputs, 2)) })
    save([x, ones, only(outputs, 3), only(outputs, 4), only(outputs, 5)])
    return {
      value: only(outputs, 0),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [x, ...rest] = saved
        const grads = call('FusedBatchNormGradV3', normAttributes, [dy, only([x], 0), ...rest], 5)
        return [only(grads, 0), only(grads, 2)]
      },
    }
  })
  return op(input, offset) as tf.Tensor4D
}
