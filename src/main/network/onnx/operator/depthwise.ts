import * as tf from '../../../tensor/tf.ts'
import { explicitPadding } from '../../operator/biased-convolution.ts'
import type { KeepFilter, Sizes } from '../../operator/correlation-types.ts'
import { asImage } from '../../operator/layout.ts'
import { adjointInput } from './adjoint-input.ts'
import type { PlaneConvolution } from './convolution-types.ts'

/**
 * A convolution of every channel by filters of its own, by the backend's kernels for it.
 *
 * @param make the filter, `[height, width, 1, outputs]` with its dilation written out, a channel's outputs side by side
 */
export function depthwise(
  make: () => tf.Tensor4D,
  bias: tf.Tensor1D | null,
  sizes: Sizes,
  keep: KeepFilter,
): PlaneConvolution {
  const { stride, pad } = sizes
  const [channels] = sizes.input
  const filter = keep('depthwise filter', () => {
    const made = make()
    return tf.reshape(made, [made.shape[0], made.shape[1], channels, -1])
  })
  const [rows, columns, , each] = filter.shape
  const back = Array.from({ length: each }, (_, i) =>
    keep(`turned depthwise filter ${i}`, () =>
      tf.reverse(tf.slice4d(filter, [0, 0, 0, i], [rows, columns, channels, 1]), [0, 1]),
    ),
  )
  return {
    apply(image) {
      const sums = tf.depthwiseConv2d(image, filter, [...stride], explicitPadding(pad))
      return bias === null ? sums : tf.add(sums, bias)
    },
    gradient(gradient) {
      const parts = each === 1 ? [gradient] : apart(gradient, channels, each)
      const sums = parts.map((part, i) => adjoint(part, back[i] ?? filter))
      return sums.length === 1 ? (sums[0] ?? gradient) : asImage(tf.addN(sums))
    },
  }

  function adjoint(gradient: tf.Tensor4D, turned: tf.Tensor4D): tf.Tensor4D {
    const seen = adjointInput(gradient, sizes, [rows, columns])
    return tf.depthwiseConv2d(seen.image, turned, 1, explicitPadding(seen.pad))
  }
}

/** The gradients by the first output of every channel, by the second … */
function apart(gradient: tf.Tensor4D, channels: number, each: number): tf.Tensor4D[] {
  const [batch, height, width] = gradient.shape
  const rows = tf.reshape(gradient, [batch * height * width, channels, each])
  return tf.unstack(rows, 2).map((one) => tf.reshape(one, [batch, height, width, channels]))
}
