import * as tf from '../../tensor/tf.ts'
import type { Geometry } from './convolution-geometry.ts'
import { convolutionInputGradient } from './kernels.ts'

type Pair = readonly [number, number]

/** A convolution by one filter, and its adjoint. */
export interface Correlation {
  apply(image: tf.Tensor4D): tf.Tensor4D
  /** The gradient by an image of this many rows and columns. */
  gradient(gradient: tf.Tensor4D, size: Pair): tf.Tensor4D
  dispose(): void
}

/** Uploads the filter, `[height, width, in, out]`, for this geometry. */
export function correlation(filter: tf.Tensor4D, { strides, pad }: Geometry): Correlation {
  return strides.every((step) => step === 1) ? unitStride(filter, pad) : strided(filter, strides)
}

/**
 * At stride 1 the adjoint is itself a convolution, by the filter turned around: faster than the gradient kernels at
 * small batches, and much faster on WebAssembly.
 */
function unitStride(original: tf.Tensor4D, [vertical, horizontal]: Pair): Correlation {
  const filter = tf.keep(tf.clone(original))
  const turned = tf.keep(tf.transpose(tf.reverse(original, [0, 1]), [0, 1, 3, 2]))
  const [height, width] = filter.shape
  const adjointPad: Pair = [height - 1 - vertical, width - 1 - horizontal]
  return {
    apply: (image) => tf.conv2d(image, filter, 1, explicit([vertical, horizontal])),
    gradient: (gradient) => tf.conv2d(gradient, turned, 1, explicit(adjointPad)),
    dispose: () => tf.dispose([filter, turned]),
  }
}

function strided(original: tf.Tensor4D, strides: Pair): Correlation {
  const filter = tf.keep(tf.clone(original))
  return {
    apply: (image) => tf.conv2d(image, filter, [...strides], 'valid'),
    gradient: (gradient, [height, width]) =>
      convolutionInputGradient(
        gradient,
        filter,
        [gradient.shape[0], height, width, filter.shape[2]],
        strides,
      ),
    dispose: () => filter.dispose(),
  }
}

/** TensorFlow.js's form of padding by this many zeros on each side. */
function explicit([vertical, horizontal]: Pair): 'valid' | tf.backend_util.ExplicitPadding {
  if (vertical === 0 && horizontal === 0) return 'valid'
  return [
    [0, 0],
    [vertical, vertical],
    [horizontal, horizontal],
    [0, 0],
  ]
}
