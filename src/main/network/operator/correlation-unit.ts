import * as tf from '../../tensor/tf.ts'
import { biasedConvolution } from './biased-convolution.ts'
import type { Correlation, KeepFilter } from './correlation-types.ts'

type Pair = readonly [number, number]

/**
 * At stride 1 the adjoint is itself a convolution, by the filter turned around: faster than the gradient kernels at
 * small batches, and much faster on WebAssembly.
 */
export function unitCorrelation(
  make: () => tf.Tensor4D,
  bias: tf.Tensor1D | null,
  pad: Pair,
  keep: KeepFilter,
): Correlation {
  const filter = keep('filter', () => tf.clone(make()))
  const turned = keep('turned filter', () => turnAround(filter))
  const [height, width] = filter.shape
  const adjointPad: Pair = [height - 1 - pad[0], width - 1 - pad[1]]
  return {
    apply: (image) => biasedConvolution(image, filter, bias, [1, 1], pad),
    gradient: (gradient) => biasedConvolution(gradient, turned, null, [1, 1], adjointPad),
    dispose: () => tf.dispose([filter, turned]),
  }
}

/** The filter of the adjoint: rotated by half a turn, inputs and outputs exchanged. */
export function turnAround(filter: tf.Tensor4D): tf.Tensor4D {
  return tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2])
}
