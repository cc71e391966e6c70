import * as tf from '../../tensor/tf.ts'

/** Pixels moved apart: each becomes the first of `vertical` × `horizontal`, the others zero. NHWC. */
export function spread(image: tf.Tensor4D, [vertical, horizontal]: readonly [number, number]): tf.Tensor4D {
  if (vertical === 1 && horizontal === 1) return image
  const [batch, height, width, channels] = image.shape
  const cells: tf.Tensor4D = tf.reshape(image, [batch * height, 1, width, channels])
  const apart = tf.pad4d(cells, [
    [0, 0],
    [0, vertical - 1],
    [0, 0],
    [0, (horizontal - 1) * channels],
  ])
  return tf.reshape(apart, [batch, height * vertical, width * horizontal, channels])
}
