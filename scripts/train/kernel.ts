import * as tf from '../../src/main/tensor/tf.ts'

/**
 * Kernels of native TensorFlow that tfjs does not offer or composes slowly: fused batch normalisation, and max
 * pooling that remembers where each maximum was (tfjs's own gradient searches for it again, three times slower).
 */
interface Attribute {
  readonly name: string
  readonly type: number
  readonly value: unknown
}

interface NativeBackend {
  readonly binding: Readonly<Record<string, number>>
  executeMultipleOutputs(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.Tensor[],
    outputs: number,
  ): tf.Tensor[]
}

const isNative = (backend: object): backend is NativeBackend =>
  'executeMultipleOutputs' in backend && 'binding' in backend

function call(
  name: string,
  attributes: Readonly<Record<string, readonly [kind: string, value: unknown]>>,
  inputs: readonly tf.Tensor[],
  outputs: number,
): tf.Tensor[] {
  const backend: object = tf.backend()
  if (!isNative(backend)) throw new Error('Training needs native TensorFlow; run "npm run native" first.')
  const { binding } = backend
  const list = Object.entries(attributes).map(([attribute, [kind, value]]) => ({
    name: attribute,
    type: binding[`TF_ATTR_${kind}`] ?? 0,
    value: kind === 'TYPE' ? binding[String(value)] : value,
  }))
  return backend.executeMultipleOutputs(name, list, inputs, outputs)
}

function only(tensors: readonly (tf.Tensor | undefined)[], index: number): tf.Tensor {
  const tensor = tensors[index]
  if (!tensor) throw new Error(`TensorFlow returned no output ${index}.`)
  return tensor
}

const poolAttributes = {
  T: ['TYPE', 'TF_FLOAT'],
  ksize: ['INT', [1, 3, 3, 1]],
  strides: ['INT', [1, 2, 2, 1]],
  padding: ['STRING', 'VALID'],
  include_batch_in_index: ['BOOL', false],
} as const

/** Overlapping 3 × 3 max pooling of stride 2 on NHWC; the input's sides must be odd, so that windows fit exactly. */
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

/** The rectifier; tfjs composes its gradient of six kernels, TensorFlow has one. */
export function relu<T extends tf.Tensor>(input: T): T {
  const op = tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor, tf.GradSaveFunc]
    const value = tf.relu(x)
    save([value])
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        only(call('ReluGrad', { T: ['TYPE', 'TF_FLOAT'] }, [dy, only(saved, 0)], 1), 0),
    }
  })
  return op(input) as T
}

const normAttributes = {
  T: ['TYPE', 'TF_FLOAT'],
  U: ['TYPE', 'TF_FLOAT'],
  epsilon: ['FLOAT', 1e-5],
  data_format: ['STRING', 'NHWC'],
  is_training: ['BOOL', true],
} as const

/** What a batch's channels measured: `mean` and `variance`, one value a channel. */
export interface Moments {
  readonly mean: tf.Tensor
  readonly variance: tf.Tensor
}

/**
 * Batch normalisation on NHWC without a learnt scale: (x − mean) / √(variance + 1e-5) + offset over the batch.
 * Gradients by `input` and `offset`; `onMoments` is given the batch's moments, its own to dispose.
 */
export function batchNorm(
  input: tf.Tensor4D,
  offset: tf.Tensor1D,
  onMoments: (moments: Moments) => void,
): tf.Tensor4D {
  const op = tf.customGrad((...args) => {
    const [x, bias, save] = args as [tf.Tensor, tf.Tensor, tf.GradSaveFunc]
    const ones = tf.onesLike(bias)
    const none = tf.zeros([0])
    const outputs = call(
      'FusedBatchNormV3',
      { ...normAttributes, exponential_avg_factor: ['FLOAT', 1] },
      [x, ones, bias, none, none],
      6,
    )
    onMoments({ mean: tf.keep(only(outputs, 1)), variance: tf.keep(only(outputs, 2)) })
    save([x, ones, only(outputs, 3), only(outputs, 4), only(outputs, 5)])
    return {
      value: only(outputs, 0),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [x, ...rest] = saved
        const grads = call('FusedBatchNormGradV3', normAttributes, [dy, only([x], 0), ...rest], 5)
        return [only(grads, 0), only(grads, 2)]
      },
    }
  })
  return op(input, offset) as tf.Tensor4D
}
