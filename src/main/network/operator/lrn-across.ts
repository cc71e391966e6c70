import * as tf from '../../tensor/tf.ts'
import { normalizationGradient } from './kernels.ts'
import { asImage } from './layout.ts'

/** The parameters of a normalisation across channels, alpha Caffe's. */
export interface Across {
  readonly size: number
  readonly alpha: number
  readonly beta: number
  readonly k: number
}

/** A tensor function with its adjoint at that point. */
type Unary = (value: tf.Tensor) => { output: tf.Tensor; backward(gradient: tf.Tensor): tf.Tensor }

/** Normalisation across channels by the backend's kernels: any exponent. */
export function acrossByKernel({ size, alpha, beta, k }: Across): Unary {
  // TensorFlow's alpha multiplies the sum over the window, Caffe's its mean.
  const attributes = { depthRadius: (size - 1) / 2, bias: k, alpha: alpha / size, beta }
  return (value) => {
    const input = asImage(value)
    const { depthRadius, bias } = attributes
    const output = tf.localResponseNormalization(input, depthRadius, bias, attributes.alpha, beta)
    return {
      output,
      backward: (gradient) => normalizationGradient(asImage(gradient), input, output, attributes),
    }
  }
}

/**
 * The same for an exponent of ¾, which is all that published networks use: the sums over windows are products with
 * a band matrix and the power is two square roots, three times as fast as TensorFlow's kernels.
 * With a = alpha / size and s = k + a · Σx²: y = x s^-¾, dx = dy s^-¾ − 1.5 a x · Σ(dy x s^-¾ / s).
 */
export function acrossByBand({ k }: Pick<Across, 'k'>, bands: Bands): Unary {
  return (value) => {
    const input = asImage(value)
    const scale = tf.add(tf.conv2d(tf.square(input), bands.forward, 1, 'valid'), k)
    const root = tf.rsqrt(scale)
    const factor: tf.Tensor4D = tf.mul(root, tf.sqrt(root))
    return {
      output: tf.mul(input, factor),
      backward(gradient) {
        const direct: tf.Tensor4D = tf.mul(gradient, factor)
        const spread = tf.conv2d(asImage(tf.div(tf.mul(direct, input), scale)), bands.back, 1, 'valid')
        return tf.sub(direct, tf.mul(input, spread))
      },
    }
  }
}

/** 1 × 1 convolutions that sum over windows of channels: a · Σ and 1.5 a · Σ. */
export interface Bands {
  readonly forward: tf.Tensor4D
  readonly back: tf.Tensor4D
}

export function bands(channels: number, { size, alpha }: Across): Bands {
  const reach = (size - 1) / 2
  const band = (factor: number) => {
    const values = Float32Array.from({ length: channels * channels }, (_, i) =>
      Math.abs((i % channels) - Math.floor(i / channels)) <= reach ? factor : 0,
    )
    return tf.tensor4d(values, [1, 1, channels, channels])
  }
  return { forward: band(alpha / size), back: band((1.5 * alpha) / size) }
}
