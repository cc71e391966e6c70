import * as tf from '../../tensor/tf.ts'
import { averagePoolGradient } from './kernels.ts'
import { asImage } from './layout.ts'
import { maxPoolValid } from './max-pool.ts'
import { lookBack, lookThrough, type Window } from './window.ts'

interface Along {
  readonly input: number
  readonly window: number
  readonly step: number
  readonly margin: number
  readonly windows: number
}

/** Pooling along height and along width. */
export type PoolingWindow = readonly [rows: Along, columns: Along]

/** Below every activation; finite, because not every backend carries infinities. */
const LOWEST = -3.4e38

/** Padding counts for nothing in a maximum. */
export function maxPool(pooling: PoolingWindow) {
  const { view, filter, strides } = geometry(pooling)
  return (input: tf.Tensor) => {
    const padded = lookThrough(asImage(input), view, LOWEST)
    const { output, gradient: back } = maxPoolValid(padded, filter, strides)
    return {
      output,
      backward(gradient: tf.Tensor) {
        return lookBack(back(asImage(gradient)), view, pooling[0].input, pooling[1].input)
      },
    }
  }
}

/** Caffe's average: padding counts as zeros, what lies beyond it does not count at all. */
export function averagePool(pooling: PoolingWindow) {
  const { view, filter, strides } = geometry(pooling)
  const correction = divisorCorrection(pooling)
  const corrected = (value: tf.Tensor4D): tf.Tensor4D =>
    correction === null
      ? value
      : tf.mul(value, tf.tensor4d(correction, [1, pooling[0].windows, pooling[1].windows, 1]))
  return (input: tf.Tensor) => {
    const padded = lookThrough(asImage(input), view)
    return {
      output: corrected(tf.avgPool(padded, filter, strides, 'valid')),
      backward(gradient: tf.Tensor) {
        const inner = averagePoolGradient(corrected(asImage(gradient)), padded, filter, strides)
        return lookBack(inner, view, pooling[0].input, pooling[1].input)
      },
    }
  }
}

/** The part of the (padded) image that the windows cover, and the windows. */
function geometry([rows, columns]: PoolingWindow) {
  const reach = (along: Along) => (along.windows - 1) * along.step + along.window
  const view: Window = { top: rows.margin, left: columns.margin, height: reach(rows), width: reach(columns) }
  const filter: [number, number] = [rows.window, columns.window]
  const strides: [number, number] = [rows.step, columns.step]
  return { view, filter, strides }
}

/** What the mean over whole windows must be multiplied with, window by window; null where it is 1 for all. */
function divisorCorrection([rows, columns]: PoolingWindow): Float32Array | null {
  const area = rows.window * columns.window
  const counted = ({ windows, step, window, input, margin }: Along) =>
    Array.from({ length: windows }, (_, i) => Math.min(window, input + 2 * margin - i * step))
  const correction = counted(rows).flatMap((height) =>
    counted(columns).map((width) => area / (height * width)),
  )
  return correction.every((factor) => factor === 1) ? null : Float32Array.from(correction)
}
