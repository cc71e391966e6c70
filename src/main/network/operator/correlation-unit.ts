import * as tf from '../../tensor/tf.ts'
import type { Correlation } from './correlation.ts'

type Pair = readonly [number, number]

/**
 * At stride 1 the adjoint is itself a convolution, by the filter turned around: faster than the gradient kernels at
 * small batches, and much faster on WebAssembly.
 */
export function unitCorrelation(original: tf.Tensor4D, pad: Pair): Correlation {
  const filter = tf.keep(tf.clone(original))
  const turned = tf.keep(turnAround(original))
  const [height, width] = filter.shape
  const adjointPad: Pair = [height - 1 - pad[0], width - 1 - pad[1]]
  return {
    apply: (image) => tf.conv2d(image, filter, 1, explicit(pad)),
    gradient: (gradient) => tf.conv2d(gradient, turned, 1, explicit(adjointPad)),
    dispose: () => tf.dispose([filter, turned]),
  }
}

/** The filter of the adjoint: rotated by half a turn, inputs and outputs exchanged. */
export function turnAround(filter: tf.Tensor4D): tf.Tensor4D {
  return tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2])
}

/** TensorFlow.js's form of padding by this many zeros on each side. */
export function explicit([vertical, horizontal]: Pair): 'valid' | tf.backend_util.ExplicitPadding {
  if (vertical === 0 && horizontal === 0) return 'valid'
  return [
    [0, 0],
    [vertical, vertical],
    [horizontal, horizontal],
    [0, 0],
  ]
}
