import * as tf from '../../../tensor/tf.ts'
import type { KeepFilter, Sizes } from '../../operator/correlation-types.ts'
import { turnAround } from '../../operator/correlation-unit.ts'
import type { PlaneConvolution } from './convolution-types.ts'

/** Whether a convolution's dilation can be left to the backend: at stride 1 its adjoint is such a convolution too. */
export const isDilated = ({ dilation, stride, pad, kernel }: Sizes): boolean =>
  dilation.some((distance) => distance > 1) &&
  stride.every((distance) => distance === 1) &&
  pad.every((margin, axis) => margin <= (dilation[axis] ?? 1) * ((kernel[axis] ?? 1) - 1))

/**
 * A dilated convolution of stride 1 by the backend's kernels.
 *
 * @param make the filter, `[height, width, in, out]`, undilated
 */
export function dilated(
  make: () => tf.Tensor4D,
  bias: tf.Tensor1D | null,
  { dilation, pad, kernel }: Sizes,
  keep: KeepFilter,
): PlaneConvolution {
  const filter = keep('undilated filter', () => tf.clone(make()))
  const turned = keep('turned undilated filter', () => turnAround(filter))
  const run = (image: tf.Tensor4D, by: tf.Tensor4D, [rows, columns]: readonly [number, number]) =>
    tf.conv2d(
      image,
      by,
      1,
      [
        [0, 0],
        [rows, rows],
        [columns, columns],
        [0, 0],
      ],
      'NHWC',
      [...dilation],
    )
  const left = [dilation[0] * (kernel[0] - 1) - pad[0], dilation[1] * (kernel[1] - 1) - pad[1]] as const
  return {
    apply(image) {
      const sums = run(image, filter, pad)
      return bias === null ? sums : tf.add(sums, bias)
    },
    gradient: (gradient) => run(gradient, turned, left),
  }
}
