import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { broadcastShape, summedTo } from '../broadcast.ts'
import { tensorOf } from '../host.ts'
import type { Kernel, Node, OnnxOperator, Uploads } from '../operator.ts'
import { required } from '../unary.ts'
import { gradientLike, type Known, plain, type Value } from '../value.ts'
import { batchProduct } from './batch-product.ts'
import { constantProduct } from './constant-product.ts'

/** Products of the matrices in the last two axes, spread over the axes before as NumPy does. */
export const matMul: OnnxOperator = {
  reads: [1],
  infer: (_, inputs) => [productOf(inputs)],
  compile(node, inputs, uploads) {
    const output = productOf(inputs)
    const right = required(inputs, 1)
    if (right.data !== undefined && right.shape.length === 2)
      return constantKernel(node, output, { ...right, data: right.data }, uploads)
    return computedKernel(node, output, inputs, uploads)
  },
}

/** A vector at the left is a row, one at the right a column. */
const matrices = (
  left: readonly number[],
  right: readonly number[],
): [readonly number[], readonly number[]] => [
  left.length === 1 ? [1, ...left] : left,
  right.length === 1 ? [...right, 1] : right,
]

function productOf(inputs: readonly (Known | undefined)[]): Known {
  const [{ type, shape: left }, { shape: right }] = [required(inputs, 0), required(inputs, 1)]
  const [a, b] = matrices(left, right)
  if (left.length === 0 || right.length === 0 || a.at(-1) !== b.at(-2))
    throw new OperatorError(`${left.join(' × ')} and ${right.join(' × ')} have no product`)
  const batch = broadcastShape([a.slice(0, -2), b.slice(0, -2)])
  const rows = left.length === 1 ? [] : a.slice(-2, -1)
  const columns = right.length === 1 ? [] : b.slice(-1)
  return { type, shape: [...batch, ...rows, ...columns] }
}

function constantKernel(
  node: Node,
  output: Known,
  { shape, data }: Known & { data: ArrayLike<number> },
  uploads: Uploads,
): Kernel {
  const product = constantProduct(node.name, { shape, data }, 'in × out', uploads)
  return {
    apply(inputs) {
      const input = required(inputs, 0)
      const rows: tf.Tensor2D = tf.reshape(plain(input), [-1, shape[0] ?? 1])
      const made = tf.reshape(product.apply(rows), [...output.shape])
      return {
        outputs: [{ ...output, tensor: made, layout: 'plain' }],
        backward([gradient]) {
          if (gradient === undefined) return []
          const back = product.gradient(tf.reshape(gradient, [-1, shape[1] ?? 1]))
          return [gradientLike(input, tf.reshape(back, [...input.shape]), 'plain')]
        },
      }
    },
  }
}

function computedKernel(
  node: Node,
  output: Known,
  known: readonly (Known | undefined)[],
  uploads: Uploads,
): Kernel {
  const right = required(known, 1)
  const { data } = right
  const kept =
    data &&
    uploads.get(`${node.name} right of ${right.shape.join(' × ')}`, () => tensorOf({ ...right, data }))
  return {
    apply([left, given]) {
      const a = required([left], 0)
      const b: Value = kept ? { ...right, tensor: kept, layout: 'plain' } : required([given], 0)
      const [aShape, bShape] = matrices(a.shape, b.shape)
      const [x, y] = [tf.reshape(plain(a), [...aShape]), tf.reshape(plain(b), [...bShape])]
      const product = batchProduct(x, y)
      return {
        outputs: [{ ...output, tensor: tf.reshape(product, [...output.shape]), layout: 'plain' }],
        backward([gradient]) {
          if (gradient === undefined) return []
          const seed = tf.reshape(gradient, product.shape)
          const byLeft = () => summedTo(batchProduct(seed, y, false, true), aShape)
          const byRight = () => summedTo(batchProduct(x, seed, true, false), bShape)
          const outward = (value: Value, one: tf.Tensor) =>
            gradientLike(value, tf.reshape(one, [...value.shape]), 'plain')
          return [
            known[0]?.data === undefined ? outward(a, byLeft()) : undefined,
            data === undefined ? outward(b, byRight()) : undefined,
          ]
        },
      }
    },
  }
}
