import type * as tf from '../../tensor/tf.ts'
import type { ConvolutionParams } from './convolution-params.ts'

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

/** Keeps a filter from one run to the next under what it is for; made where it is not kept yet. */
export type KeepFilter = (purpose: string, make: () => tf.Tensor4D) => tf.Tensor4D
