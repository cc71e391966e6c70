import * as tf from '../../src/main/tensor/tf.ts'
import { call, only } from './native.ts'

/** The rectifier; tfjs composes its gradient of six kernels, TensorFlow has one. */
export function relu<T extends tf.Tensor>(input: T): T {
  const op = tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor, tf.GradSaveFunc]
    const value = tf.relu(x)
    save([value])
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        only(call('ReluGrad', { T: ['TYPE', 'TF_FLOAT'] }, [dy, only(saved, 0)], 1), 0),
    }
  })
  return op(input) as T
}
