import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { broadcastShape } from '../broadcast.ts'
import { tensorOf } from '../host.ts'
import type { Kernel, Node, OnnxOperator, Uploads } from '../operator.ts'
import { required } from '../unary.ts'
import type { Constant, Known } from '../value.ts'
import { constantProduct } from './constant-product.ts'
import { tapedKernel } from './taped.ts'

const schema = z.object({
  alpha: z.number().default(1),
  beta: z.number().default(1),
  transA: z.int().default(0),
  transB: z.int().default(0),
})
type Attributes = z.infer<typeof schema>

/** alpha · A · B + beta · C, either matrix transposed where it says so, C spread over the result. */
export const gemm: OnnxOperator = {
  reads: [1, 2],
  infer: (node, inputs) => [outputOf(attributesOf(node, schema), inputs)],
  compile(node, inputs, uploads) {
    const attributes = attributesOf(node, schema)
    const output = outputOf(attributes, inputs)
    const [matrix, term] = [required(inputs, 1), inputs[2]]
    const isConstant = matrix.data !== undefined && (term === undefined || term.data !== undefined)
    if (isConstant && attributes.transA === 0)
      return constantKernel(node, attributes, output, { ...matrix, data: matrix.data }, term, uploads)
    const { alpha, beta, transA, transB } = attributes
    return tapedKernel(node, inputs, output, uploads, ([a, b, c]) => {
      const product = tf.matMul(required([a], 0), required([b], 0), transA !== 0, transB !== 0)
      const scaled = alpha === 1 ? product : tf.mul(product, alpha)
      return c === undefined ? scaled : tf.add(scaled, beta === 1 ? c : tf.mul(c, beta))
    })
  },
}

function outputOf({ transA, transB }: Attributes, inputs: readonly (Known | undefined)[]): Known {
  const [{ type, shape: left }, { shape: right }] = [required(inputs, 0), required(inputs, 1)]
  const [rows, inner] = transA === 0 ? left : left.toReversed()
  const [depth, columns] = transB === 0 ? right : right.toReversed()
  if (
    left.length !== 2 ||
    right.length !== 2 ||
    rows === undefined ||
    columns === undefined ||
    inner !== depth
  )
    throw new OperatorError(`${left.join(' × ')} and ${right.join(' × ')} have no product`)
  const shape = [rows, columns]
  const term = inputs[2]?.shape
  if (term !== undefined && broadcastShape([shape, term]).join() !== shape.join())
    throw new OperatorError(`its term of ${term.join(' × ')} does not fit ${shape.join(' × ')}`)
  return { type, shape }
}

function constantKernel(
  node: Node,
  { alpha, beta, transB }: Attributes,
  output: Known,
  matrix: Constant,
  term: Known | undefined,
  uploads: Uploads,
): Kernel {
  const weights = alpha === 1 ? matrix : { ...matrix, data: Float32Array.from(matrix.data, (v) => v * alpha) }
  const product = constantProduct(node.name, weights, transB === 0 ? 'in × out' : 'out × in', uploads)
  const data = term?.data
  const added =
    term &&
    data &&
    uploads.get(`${node.name} term of ${term.shape.join(' × ')}`, () =>
      tf.mul(tensorOf({ ...term, data }), beta),
    )
  return {
    apply(inputs) {
      const rows: tf.Tensor2D = tf.reshape(required(inputs, 0).tensor, [output.shape[0] ?? 1, -1])
      const made = product.apply(rows)
      return {
        outputs: [{ ...output, tensor: added ? tf.add(made, added) : made, layout: 'plain' }],
        backward: ([gradient]) => [
          gradient && product.gradient(tf.reshape(gradient, [output.shape[0] ?? 1, -1])),
        ],
      }
    },
  }
}
