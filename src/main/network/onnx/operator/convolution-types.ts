import type { Correlation } from '../../operator/correlation-types.ts'
import type { Along } from './spatial.ts'

/** A convolution's shapes, checked. */
export interface ConvolutionShapes {
  readonly batch: number
  readonly channels: number
  readonly outputs: number
  readonly groups: number
  readonly along: readonly Along[]
}

/** A convolution of images (NHWC) and its adjoint. Inside `tf.tidy`. */
export type PlaneConvolution = Pick<Correlation, 'apply' | 'gradient'>

/** The shapes of a convolution over images. */
export interface Plane extends ConvolutionShapes {
  readonly along: readonly [Along, Along]
}

/** A convolution's numbers, as its initialisers hold them. */
export interface ConvolutionWeights {
  readonly weight: ArrayLike<number>
  readonly bias: ArrayLike<number> | undefined
  /** What the weights of each output are multiplied by as they are brought to the backend; the bias has it already. */
  readonly gain?: ArrayLike<number> | undefined
}
