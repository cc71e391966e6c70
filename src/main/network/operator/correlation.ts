import * as tf from '../../tensor/tf.ts'
import { blockCorrelation } from './correlation-blocks.ts'
import { stridedCorrelation } from './correlation-strided.ts'
import type { Correlation, KeepFilter, Sizes } from './correlation-types.ts'
import { unitCorrelation } from './correlation-unit.ts'

const keepAnew: KeepFilter = (_purpose, make) => tf.keep(make())

/**
 * Keeps the filter in the form that runs fastest. The bias is the caller's to free, and so are the filters where it keeps them.
 *
 * @param make the filter, `[height, width, in, out]` with its dilation written out
 */
export function correlation(
  make: () => tf.Tensor4D,
  bias: tf.Tensor1D | null,
  sizes: Sizes,
  keep: KeepFilter = keepAnew,
): Correlation {
  const { stride, pad, kernel, dilation, groups } = sizes
  const [height, width] = [dilation[0] * (kernel[0] - 1) + 1, dilation[1] * (kernel[1] - 1) + 1]
  const channels = sizes.input[0] / groups
  // Padding beyond the filter's reach would make results that see no pixel, which an adjoint convolution cannot.
  if (stride[0] === 1 && stride[1] === 1 && pad[0] < height && pad[1] < width)
    return unitCorrelation(make, bias, pad, keep)
  // Strides beyond the filter would make blocks of pixels that no result sees.
  const isCovered = stride[0] <= height && stride[1] <= width
  if (isCovered && stride[0] > 1 && stride[1] > 1 && channels <= 4)
    return blockCorrelation(make, bias, sizes, keep)
  return stridedCorrelation(make, bias, sizes, keep)
}
