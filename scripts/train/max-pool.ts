import * as tf from '../../src/main/tensor/tf.ts'
import { call, only } from './native.ts'

const poolAttributes = {
  T: ['TYPE', 'TF_FLOAT'],
  ksize: ['INT', [1, 3, 3, 1]],
  strides: ['INT', [1, 2, 2, 1]],
  padding: ['STRING', 'VALID'],
  include_batch_in_index: ['BOOL', false],
} as const

/**
 * Overlapping 3 × 3 max pooling of stride 2 on NHWC; the input's sides must be odd, so that windows fit exactly. It
 * remembers where each maximum was: tfjs's own gradient searches for it again, and both together take nearly twice as long.
 */
export function maxPool(input: tf.Tensor4D): tf.Tensor4D {
  const op = tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor, tf.GradSaveFunc]
    // The 32-bit search is the faster one; the gradient exists for 64-bit positions only.
    const [y, at32] = call('MaxPoolWithArgmax', { ...poolAttributes, Targmax: ['TYPE', 'TF_INT32'] }, [x], 2)
    if (!y || !at32) throw new Error('TensorFlow returned no maximum.')
    save([x, at32])
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const at64 = widen(only(saved, 1))
        const attributes = { ...poolAttributes, Targmax: ['TYPE', 'TF_INT64'] } as const
        return only(call('MaxPoolGradWithArgmax', attributes, [only(saved, 0), dy, at64], 1), 0)
      },
    }
  })
  return op(input) as tf.Tensor4D
}

/** 32-bit integers as 64-bit ones, which tfjs has no name for and warns of each time. */
function widen(integers: tf.Tensor): tf.Tensor {
  const { warn } = console
  console.warn = () => {}
  try {
    const types = {
      SrcT: ['TYPE', 'TF_INT32'],
      DstT: ['TYPE', 'TF_INT64'],
      Truncate: ['BOOL', false],
    } as const
    return only(call('Cast', types, [integers], 1), 0)
  } finally {
    console.warn = warn
  }
}
