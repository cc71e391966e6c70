import * as tf from '../../tensor/tf.ts'
import { asImage } from './layout.ts'

/** With s = 1 + alpha · mean(x²): y = x s^-beta, dx = dy s^-beta − 2 alpha beta x · mean(dy x s^(-beta-1)). */
export function withinChannels({
  size,
  alpha,
  beta,
}: {
  readonly size: number
  readonly alpha: number
  readonly beta: number
}) {
  const margin = (size - 1) / 2
  const mean = (image: tf.Tensor4D) => {
    const padded = tf.pad4d(image, [
      [0, 0],
      [margin, margin],
      [margin, margin],
      [0, 0],
    ])
    return tf.avgPool(padded, size, 1, 'valid')
  }
  return (value: tf.Tensor) => {
    const input = asImage(value)
    const scale = tf.add(tf.mul(mean(tf.square(input)), alpha), 1)
    const factor = tf.pow(scale, -beta)
    const output = tf.mul(input, factor)
    return {
      output,
      backward(gradient: tf.Tensor) {
        const direct = tf.mul(gradient, factor)
        // The window is symmetric, so its mean is its own adjoint.
        const spread = mean(asImage(tf.div(tf.mul(direct, input), scale)))
        return tf.sub(direct, tf.mul(tf.mul(input, spread), 2 * alpha * beta))
      },
    }
  }
}
