import * as tf from '../../../tensor/tf.ts'
import { type PoolingAttributes, pooling } from './pooling.ts'
import { sumOver } from './pooling-composed.ts'
import { meanOverPlane, type PlaneFunction } from './pooling-plane.ts'
import type { Along } from './spatial.ts'

/**
 * The mean of each window: of what lies in the image, or with `count_include_pad` of all its places (those beyond the padding too, as
 * ONNX's own tests have it).
 */
export const averagePool = pooling({
  plane(along, attributes) {
    const mean = meanOverPlane(along)
    const [rows, columns] = along.map((one) => shares(one, attributes))
    if (rows === undefined || columns === undefined) return mean
    return [...rows, ...columns].every((share) => share === 1) ? mean : weighted(mean, rows, columns)
  },
  composed: (value, along, attributes) =>
    along.reduce(
      (sums, one, axis) => {
        const factors = shares(one, attributes).map((share) => share / one.kernel)
        const shape = sums.shape.map((_, i) => (i === axis + 2 ? factors.length : 1))
        return tf.mul(sums, tf.tensor(factors, shape))
      },
      sumOver(value, along),
    ),
})

/** What the mean over whole windows must be multiplied with, window by window: their places over those that count. */
function shares(
  { input, kernel, stride, dilation, before, output }: Along,
  { count_include_pad: countsPadding }: PoolingAttributes,
): number[] {
  if (countsPadding !== 0) return new Array<number>(output).fill(1)
  return Array.from({ length: output }, (_, window) => {
    const start = window * stride - before
    const places = Array.from({ length: kernel }, (__, place) => start + place * dilation)
    // A window that is padding through and through has a sum of zero.
    return kernel / Math.max(1, places.filter((place) => place >= 0 && place < input).length)
  })
}

function weighted(mean: PlaneFunction, rows: readonly number[], columns: readonly number[]): PlaneFunction {
  const factors = Float32Array.from(rows.flatMap((row) => columns.map((column) => row * column)))
  const weigh = (value: tf.Tensor4D): tf.Tensor4D =>
    tf.mul(value, tf.tensor4d(factors, [1, rows.length, columns.length, 1]))
  return (image) => {
    const { output, gradient } = mean(image)
    return { output: weigh(output), gradient: (seed) => gradient(weigh(seed)) }
  }
}
