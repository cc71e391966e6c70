import * as tf from '../../../tensor/tf.ts'
import { tensorAxis } from '../axes.ts'
import type { Kernel, Node, Uploads } from '../operator.ts'
import { required } from '../unary.ts'
import { channelsLast, countOf, gradientLike, type Known, plain } from '../value.ts'
import { batchProduct } from './batch-product.ts'
import type { ResizedAxis, Taps } from './resize-weights.ts'

/** An axis, and what each number of its resized self is made of. */
export interface Resampled extends ResizedAxis {
  readonly taps: readonly Taps[]
}

/**
 * Resizes axis by axis: each is a product with a matrix, and the gradient one with the matrix transposed.
 *
 * @param outside what numbers are that lie outside of the original
 */
export function resampling(
  node: Node,
  output: Known,
  axes: readonly Resampled[],
  outside: number,
  uploads: Uploads,
): Kernel {
  const isImage = output.shape.length === 4 && axes.every(({ axis }) => axis >= 2)
  const layout = isImage ? 'channels-last' : 'plain'
  const steps = axes.map((one) => {
    const name = `${node.name} axis ${one.axis} from ${one.input} to ${one.output}`
    const matrix = uploads.get(name, () => matrixOf(one))
    const missing = Float32Array.from(one.taps, (taps) => (taps.length === 0 ? outside : 0))
    const added = missing.some((value) => value !== 0)
      ? uploads.get(`${name} outside`, () => tf.tensor1d(missing))
      : null
    return { matrix, added, place: tensorAxis(one.axis, layout) }
  })
  return {
    apply(inputs) {
      const input = required(inputs, 0)
      const start: tf.Tensor = isImage ? channelsLast(input) : plain(input)
      const tensor = steps.reduce((value, { matrix, added, place }) => {
        const product = along(value, matrix, place, false)
        if (added === null) return product
        const shape = product.shape.map((size, axis) => (axis === place ? size : 1))
        return tf.add(product, tf.reshape(added, shape))
      }, start)
      return {
        outputs: [{ ...output, tensor, layout }],
        backward([gradient]) {
          if (gradient === undefined) return []
          const back = steps.reduceRight(
            (value, { matrix, place }) => along(value, matrix, place, true),
            gradient,
          )
          return [gradientLike(input, back, layout)]
        },
      }
    },
  }
}

function matrixOf({ input, output, taps }: Resampled): tf.Tensor {
  const values = new Float32Array(output * input)
  taps.forEach((each, row) => {
    for (const [place, share] of each) values[row * input + place] = share
  })
  return tf.tensor2d(values, [output, input])
}

/** The matrix, or its transpose, times every line of numbers along one axis. */
function along(value: tf.Tensor, matrix: tf.Tensor, axis: number, isBack: boolean): tf.Tensor {
  const [before, after] = [value.shape.slice(0, axis), value.shape.slice(axis + 1)]
  const [outer, inner, size] = [countOf(before), countOf(after), value.shape[axis] ?? 1]
  const [rows = 1, columns = 1] = matrix.shape
  const spread = tf.reshape(matrix, [1, rows, columns])
  const product = batchProduct(spread, tf.reshape(value, [outer, size, inner]), isBack)
  return tf.reshape(product, [...before, isBack ? columns : rows, ...after])
}
