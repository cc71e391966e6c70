import * as tf from '../../tensor/tf.ts'
import { oneDnn } from './one-dnn.ts'

type Pair = readonly [number, number]

/** A convolution with zeros around the image, plus its bias where there is one; NHWC. */
export function biasedConvolution(
  image: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D | null,
  strides: Pair,
  pad: Pair,
): tf.Tensor4D {
  const kernels = bias === null ? null : oneDnn()
  if (kernels !== null && bias !== null) return kernels.convolution(image, filter, bias, strides, pad)
  const sums = tf.conv2d(image, filter, [...strides], explicitPadding(pad))
  return bias === null ? sums : tf.add(sums, bias)
}

/** TensorFlow.js's form of padding by this many zeros on each side. */
export function explicitPadding([vertical, horizontal]: Pair): 'valid' | tf.backend_util.ExplicitPadding {
  if (vertical === 0 && horizontal === 0) return 'valid'
  return [
    [0, 0],
    [vertical, vertical],
    [horizontal, horizontal],
    [0, 0],
  ]
}
