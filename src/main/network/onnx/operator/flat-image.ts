import * as tf from '../../../tensor/tf.ts'
import { channelsLast, gradientLike, type Value } from '../value.ts'

/** A value of rank 3 as an image of one row, or one of rank 4 as the image that it is; and the way back. */
export interface FlatImage {
  readonly image: tf.Tensor4D
  /** A result of as many axes as the input had. */
  output(image: tf.Tensor4D, shape: readonly number[]): Value
  /** A gradient by such an output as one by the image's. */
  seed(output: Value, gradient: tf.Tensor): tf.Tensor4D
  /** The gradient by the input. */
  gradient(image: tf.Tensor): tf.Tensor
}

/** Inside `tf.tidy`. */
export function flatImage(input: Value): FlatImage {
  if (input.shape.length === 4)
    return {
      image: channelsLast(input),
      output: (tensor, shape) => ({ tensor, type: input.type, shape, layout: 'channels-last' }),
      seed: (output, gradient) => channelsLast({ ...output, tensor: gradient }),
      gradient: (image) => gradientLike(input, image, 'channels-last'),
    }
  const [batch = 0, channels = 0, length = 0] = input.shape
  return {
    image: tf.reshape(tf.transpose(input.tensor, [0, 2, 1]), [batch, 1, length, channels]),
    output: (image, shape) => ({ tensor: fromRow(image), type: input.type, shape, layout: 'plain' }),
    seed(_, gradient) {
      const [n = 0, outputs = 0, width = 0] = gradient.shape
      return tf.reshape(tf.transpose(gradient, [0, 2, 1]), [n, 1, width, outputs])
    },
    gradient: fromRow,
  }
}

function fromRow(image: tf.Tensor): tf.Tensor {
  const [batch = 0, , width = 0, channels = 0] = image.shape
  return tf.transpose(tf.reshape(image, [batch, width, channels]), [0, 2, 1])
}
