import type * as tf from '../../tensor/tf.ts'
import type { ConvolutionParams } from './convolution-params.ts'
import { blockCorrelation } from './correlation-blocks.ts'
import { stridedCorrelation } from './correlation-strided.ts'
import { unitCorrelation } from './correlation-unit.ts'

/** A convolution by one filter, with its bias, and its adjoint. */
export interface Correlation {
  apply(image: tf.Tensor4D): tf.Tensor4D
  /** The gradient by the image, given that by the result. */
  gradient(gradient: tf.Tensor4D): tf.Tensor4D
  dispose(): void
}

/** A convolution with the shapes it works on, `[channels, height, width]`. */
export interface Sizes extends ConvolutionParams {
  readonly input: readonly [number, number, number]
  readonly output: readonly [number, number, number]
}

/**
 * Keeps the filter, `[height, width, in, out]` with its dilation written out, in the form that runs fastest. The bias
 * is the caller's to free.
 */
export function correlation(filter: tf.Tensor4D, bias: tf.Tensor1D | null, sizes: Sizes): Correlation {
  const { stride, pad } = sizes
  const [height, width, channels] = filter.shape
  // Padding beyond the filter's reach would make results that see no pixel, which an adjoint convolution cannot.
  if (stride[0] === 1 && stride[1] === 1 && pad[0] < height && pad[1] < width)
    return unitCorrelation(filter, bias, pad)
  if (stride[0] > 1 && stride[1] > 1 && channels <= 4) return blockCorrelation(filter, bias, sizes)
  return stridedCorrelation(filter, bias, sizes)
}
