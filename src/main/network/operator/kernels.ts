import * as tf from '../../tensor/tf.ts'
import { composedMaxPoolGradient } from './max-pool-gradient.ts'
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
  // The WebAssembly kernel passes nothing back from windows whose maximum is not positive.
  if (tf.getBackend() === 'wasm') return composedMaxPoolGradient(gradient, input, output, filterSize, strides)
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
  pad: 'valid' | 'same',
): tf.Tensor4D {
  return tf
    .engine()
    .runKernel(
      tf.Conv2DBackpropInput,
      { dy: gradient, filter },
      { strides, pad, dataFormat: 'NHWC', inputShape },
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
