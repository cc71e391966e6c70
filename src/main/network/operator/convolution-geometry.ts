import * as tf from '../../tensor/tf.ts'
import type { ConvolutionParams } from './convolution-params.ts'
import { lookBack, lookThrough, type Window } from './window.ts'

/** A convolution with the shapes it works on, `[channels, height, width]`. */
export interface Sizes extends ConvolutionParams {
  readonly input: readonly [number, number, number]
  readonly output: readonly [number, number, number]
}

/**
 * How a convolution is put to the backend: what is done to the image on the way in, to its gradient on the way out,
 * and to the filters once.
 */
export interface Geometry {
  readonly strides: readonly [number, number]
  /** Zeros around the image that the backend adds itself; none but at stride 1. */
  readonly pad: readonly [number, number]
  enter(image: tf.Tensor4D): tf.Tensor4D
  leave(gradient: tf.Tensor4D): tf.Tensor4D
  filter(filter: tf.Tensor4D): tf.Tensor4D
}

/** The geometry in which this convolution runs best. */
export function chooseGeometry(sizes: Sizes): Geometry {
  const { input, kernel, stride, pad, dilation, groups } = sizes
  const plain = dilation.every((step) => step === 1)
  // Few channels suit no kernel: with the pixels of a stride as channels, a 3-channel gradient is twice as fast.
  if (plain && groups === 1 && input[0] <= 4 && stride.every((step) => step > 1))
    return spaceToDepthGeometry(sizes)
  const reach = ([0, 1] as const).map((i) => dilation[i] * (kernel[i] - 1) + 1)
  const ordinary = stride.every((step) => step === 1) && pad.every((margin, i) => margin < (reach[i] ?? 0))
  return ordinary ? plainGeometry(pad) : paddedGeometry(sizes)
}

const plainGeometry = (pad: readonly [number, number]): Geometry => ({
  strides: [1, 1],
  pad,
  enter: (image) => image,
  leave: (gradient) => gradient,
  filter: (filter) => filter,
})

/** Padding written out as zeros. */
function paddedGeometry({ input, stride, pad }: Sizes): Geometry {
  const [, height, width] = input
  const window: Window = { top: pad[0], left: pad[1], height: height + 2 * pad[0], width: width + 2 * pad[1] }
  return {
    ...plainGeometry([0, 0]),
    strides: stride,
    enter: (image) => lookThrough(image, window),
    leave: (gradient) => lookBack(gradient, window, height, width),
  }
}

/**
 * Every block of stride × stride pixels becomes the channels of one, and the convolution one of stride 1: the same
 * sums in an order that kernels for few channels do much better.
 */
function spaceToDepthGeometry({ input, output, kernel, stride, pad }: Sizes): Geometry {
  const [channels, height, width] = input
  const [down, across] = stride
  const rows = output[1] + Math.ceil(kernel[0] / down) - 1
  const columns = output[2] + Math.ceil(kernel[1] / across) - 1
  const window: Window = { top: pad[0], left: pad[1], height: rows * down, width: columns * across }
  const depth = down * across * channels
  return {
    strides: [1, 1],
    pad: [0, 0],
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
    filter: (filter) => blockFilter(filter, stride),
  }
}

/** The filter over blocks: padded to whole ones, their pixels taken as channels. */
function blockFilter(filter: tf.Tensor4D, [down, across]: readonly [number, number]): tf.Tensor4D {
  const [height, width, channels, outputs] = filter.shape
  const [rows, columns] = [Math.ceil(height / down), Math.ceil(width / across)]
  const whole = lookThrough(tf.reshape(filter, [1, height, width, channels * outputs]), {
    top: 0,
    left: 0,
    height: rows * down,
    width: columns * across,
  })
  const blocks = tf.reshape(whole, [rows, down, columns, across, channels, outputs])
  const moved = tf.transpose(blocks, [0, 2, 1, 3, 4, 5])
  return tf.reshape(moved, [rows, columns, down * across * channels, outputs])
}
