import * as tf from '../../tensor/tf.ts'
import { asRows } from './layout.ts'
import { nativeBackend } from './native.ts'

/**
 * Gradient kernels that every backend registers but TensorFlow.js offers only through its tape. Filters are
 * `[height, width]`, there is no padding ("valid"), tensors are NHWC.
 */

type Pair = readonly [number, number]

export function maxPoolGradient(
  gradient: tf.Tensor4D,
  input: tf.Tensor4D,
  output: tf.Tensor4D,
  filterSize: Pair,
  strides: Pair,
): tf.Tensor4D {
  return tf
    .engine()
    .runKernel(tf.MaxPoolGrad, { dy: gradient, input, output }, { filterSize, strides, pad: 'valid' })
}

export function averagePoolGradient(
  gradient: tf.Tensor4D,
  input: tf.Tensor4D,
  filterSize: Pair,
  strides: Pair,
): tf.Tensor4D {
  return tf.engine().runKernel(tf.AvgPoolGrad, { dy: gradient, input }, { filterSize, strides, pad: 'valid' })
}

export function convolutionInputGradient(
  gradient: tf.Tensor4D,
  filter: tf.Tensor4D,
  inputShape: readonly number[],
  strides: Pair,
): tf.Tensor4D {
  return tf
    .engine()
    .runKernel(
      tf.Conv2DBackpropInput,
      { dy: gradient, filter },
      { strides, pad: 'valid', dataFormat: 'NHWC', inputShape },
    )
}

export interface Normalization {
  readonly depthRadius: number
  readonly bias: number
  readonly alpha: number
  readonly beta: number
}

export function normalizationGradient(
  gradient: tf.Tensor4D,
  input: tf.Tensor4D,
  output: tf.Tensor4D,
  attributes: Normalization,
): tf.Tensor4D {
  return tf.engine().runKernel(tf.LRNGrad, { x: input, y: output, dy: gradient }, { ...attributes })
}

/**
 * rows · matrixᵀ. Up to two rows TensorFlow's `MatMul` is up to twice as fast as the `BatchMatMulV2` that
 * TensorFlow.js puts every product to; from four on it is the slower one.
 */
export function product(rows: tf.Tensor2D, matrix: tf.Tensor2D): tf.Tensor2D {
  const native = rows.shape[0] <= 2 ? nativeBackend() : null
  if (native === null) return tf.matMul(rows, matrix, false, true)
  const { TF_ATTR_TYPE, TF_ATTR_BOOL, TF_FLOAT } = native.binding
  const attributes = [
    { name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT },
    { name: 'transpose_a', type: TF_ATTR_BOOL, value: false },
    { name: 'transpose_b', type: TF_ATTR_BOOL, value: true },
  ]
  return asRows(native.executeSingleOutput('MatMul', attributes, [rows, matrix]))
}

/** The gradient where the rectified output is above zero, else zero. */
export function reluGradient<T extends tf.Tensor>(gradient: T, output: T): T
export function reluGradient(gradient: tf.Tensor, output: tf.Tensor): tf.Tensor {
  const native = nativeBackend()
  if (native === null) return tf.where(tf.greater(output, 0), gradient, tf.zerosLike(gradient))
  const { TF_ATTR_TYPE, TF_FLOAT } = native.binding
  return native.executeSingleOutput(
    'ReluGrad',
    [{ name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT }],
    [gradient, output],
  )
}
