import * as tf from '../../../tensor/tf.ts'
import { averagePoolGradient } from '../../operator/kernels.ts'
import { maxPoolValid } from '../../operator/max-pool.ts'
import { lookBack, lookThrough, type Window } from '../../operator/window.ts'
import type { Along } from './spatial.ts'

/** A function of images (NHWC) with its gradient there. */
export type PlaneFunction = (image: tf.Tensor4D) => {
  readonly output: tf.Tensor4D
  gradient(gradient: tf.Tensor4D): tf.Tensor4D
}

/** Below every activation; finite, because not every backend carries infinities. */
export const LOWEST = -3.4e38

/** The largest of each window; padding counts for nothing. Windows without dilation. */
export function maxOverPlane(along: readonly [Along, Along]): PlaneFunction {
  const { view, filter, strides } = geometry(along)
  return (image) => {
    const { output, gradient } = maxPoolValid(lookThrough(image, view, LOWEST), filter, strides)
    return {
      output,
      gradient: (seed) => lookBack(gradient(seed), view, along[0].input, along[1].input),
    }
  }
}

/** The mean over each whole window, padding as zeros. Windows without dilation. */
export function meanOverPlane(along: readonly [Along, Along]): PlaneFunction {
  const { view, filter, strides } = geometry(along)
  return (image) => {
    const padded = lookThrough(image, view)
    return {
      output: tf.avgPool(padded, filter, strides, 'valid'),
      gradient(seed) {
        const inner = averagePoolGradient(seed, padded, filter, strides)
        return lookBack(inner, view, along[0].input, along[1].input)
      },
    }
  }
}

/** The part of the (padded) image that the windows cover, and the windows. */
function geometry([rows, columns]: readonly [Along, Along]) {
  const reach = ({ output, stride, kernel }: Along) => (output - 1) * stride + kernel
  const view: Window = {
    top: rows.before,
    left: columns.before,
    height: reach(rows),
    width: reach(columns),
  }
  const filter: [number, number] = [rows.kernel, columns.kernel]
  const strides: [number, number] = [rows.stride, columns.stride]
  return { view, filter, strides }
}
