import * as tf from '../../tensor/tf.ts'
import type { ConvolutionParams } from './convolution-params.ts'
import { lookBack, lookThrough, type Window } from './window.ts'

/** A convolution with the shapes it works on, `[channels, height, width]`. */
export interface Sizes extends ConvolutionParams {
  readonly input: readonly [number, number, number]
  readonly output: readonly [number, number, number]
}

/**
 * How a convolution is put to the backend, whose kernels know no padding but TensorFlow's "valid" and "same":
 * what is done to the image on the way in, to its gradient on the way out, and to the filters once.
 */
export interface Geometry {
  readonly strides: [number, number]
  readonly pad: 'valid' | 'same'
  enter(image: tf.Tensor4D): tf.Tensor4D
  leave(gradient: tf.Tensor4D): tf.Tensor4D
  filter(filter: tf.Tensor4D): tf.Tensor4D
}

/** Stride 1 and centred padding: as it is. */
export const sameGeometry = (): Geometry => ({
  strides: [1, 1],
  pad: 'same',
  enter: (image) => image,
  leave: (gradient) => gradient,
  filter: (filter) => filter,
})

/** Padding written out as zeros. */
export function validGeometry({ input, stride, pad }: Sizes): Geometry {
  const [, height, width] = input
  const window: Window = { top: pad[0], left: pad[1], height: height + 2 * pad[0], width: width + 2 * pad[1] }
  return {
    strides: [...stride],
    pad: 'valid',
    enter: (image) => lookThrough(image, window),
    leave: (gradient) => lookBack(gradient, window, height, width),
    filter: (filter) => filter,
  }
}

/**
 * Every block of stride × stride pixels becomes the channels of one, and the convolution one of stride 1: the same
 * sums in an order that kernels for few channels do much better.
 */
export function spaceToDepthGeometry({ input, output, kernel, stride, pad }: Sizes): Geometry {
  const [channels, height, width] = input
  const [down, across] = stride
  const rows = output[1] + Math.ceil(kernel[0] / down) - 1
  const columns = output[2] + Math.ceil(kernel[1] / across) - 1
  const window: Window = { top: pad[0], left: pad[1], height: rows * down, width: columns * across }
  const depth = down * across * channels
  return {
    strides: [1, 1],
    pad: 'valid',
    enter(image) {
      const [batch] = image.shape
      const blocks = tf.reshape(lookThrough(image, window), [batch, rows, down, columns, across, channels])
      return tf.reshape(tf.transpose(blocks, [0, 1, 3, 2, 4, 5]), [batch, rows, columns, depth])
    },
    leave(gradient) {
      const [batch] = gradient.shape
      const blocks = tf.reshape(gradient, [batch, rows, columns, down, across, channels])
      const pixels = tf.transpose(blocks, [0, 1, 3, 2, 4, 5])
      const seen: tf.Tensor4D = tf.reshape(pixels, [batch, window.height, window.width, channels])
      return lookBack(seen, window, height, width)
    },
    filter(filter) {
      const [kernelRows, kernelColumns] = [Math.ceil(kernel[0] / down), Math.ceil(kernel[1] / across)]
      const whole = tf.pad4d(filter, [
        [0, kernelRows * down - kernel[0]],
        [0, kernelColumns * across - kernel[1]],
        [0, 0],
        [0, 0],
      ])
      const outputs = filter.shape[3]
      const blocks = tf.reshape(whole, [kernelRows, down, kernelColumns, across, channels, outputs])
      const moved = tf.transpose(blocks, [0, 2, 1, 3, 4, 5])
      return tf.reshape(moved, [kernelRows, kernelColumns, depth, outputs])
    },
  }
}
