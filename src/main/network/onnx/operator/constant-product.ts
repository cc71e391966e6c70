import * as tf from '../../../tensor/tf.ts'
import { product } from '../../operator/kernels.ts'
import { asRows } from '../../operator/layout.ts'
import type { Uploads } from '../operator.ts'

/** Rows times a matrix that is known beforehand, and the adjoint. Inside `tf.tidy`. */
export interface ConstantProduct {
  apply(rows: tf.Tensor2D): tf.Tensor2D
  gradient(rows: tf.Tensor2D): tf.Tensor2D
}

/**
 * Keeps a matrix in both orders, because a product with the second factor transposed is the fast one in either direction.
 *
 * @param order how the matrix's two axes lie
 */
export function constantProduct(
  name: string,
  { shape, data }: { readonly shape: readonly number[]; readonly data: ArrayLike<number> },
  order: 'in × out' | 'out × in',
  uploads: Uploads,
): ConstantProduct {
  const [rows = 1, columns = 1] = shape
  const given = asRows(
    uploads.get(`${name} matrix`, () => tf.tensor2d(Float32Array.from(data), [rows, columns])),
  )
  const turned = asRows(uploads.get(`${name} turned matrix`, () => tf.transpose(given)))
  const [forward, back] = order === 'in × out' ? [turned, given] : [given, turned]
  return {
    apply: (inputs) => product(inputs, forward),
    gradient: (gradient) => product(gradient, back),
  }
}
