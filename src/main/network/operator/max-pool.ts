import * as tf from '../../tensor/tf.ts'
import { maxPoolGradient } from './kernels.ts'
import { composedMaxPoolGradient } from './max-pool-gradient.ts'
import { oneDnn } from './one-dnn.ts'

type Pair = [number, number]

/** Max pooling without padding, by the fastest kernels the backend has for it and its gradient. */
export function maxPoolValid(input: tf.Tensor4D, filter: Pair, strides: Pair) {
  const kernels = oneDnn()
  if (kernels !== null) {
    const pooled = kernels.maxPool(input, filter, strides)
    return {
      output: pooled.output,
      gradient: (gradient: tf.Tensor4D) => kernels.maxPoolGradient(gradient, input, pooled, filter, strides),
    }
  }
  const output = tf.maxPool(input, filter, strides, 'valid')
  // WebAssembly's gradient kernel passes nothing back from windows whose maximum is not positive.
  const gradientOf = tf.getBackend() === 'wasm' ? composedMaxPoolGradient : maxPoolGradient
  return {
    output,
    gradient: (gradient: tf.Tensor4D) => gradientOf(gradient, input, output, filter, strides),
  }
}
