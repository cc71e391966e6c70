import * as tf from '../../tensor/tf.ts'

/** An attribute of a TensorFlow operation, as the native binding takes it. */
export interface Attribute {
  readonly name: string
  readonly type: number
  readonly value: unknown
}

/** What native TensorFlow offers beyond TensorFlow.js: any of its operations by name. */
export interface NativeBackend {
  readonly isUsingGpuDevice: boolean
  readonly binding: Readonly<Record<'TF_FLOAT' | 'TF_INT32' | AttributeType, number>>
  executeMultipleOutputs(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.Tensor[],
    outputs: number,
  ): tf.Tensor[]
  executeSingleOutput(name: string, attributes: readonly Attribute[], inputs: readonly tf.Tensor[]): tf.Tensor
}

type AttributeType = 'TF_ATTR_TYPE' | 'TF_ATTR_INT' | 'TF_ATTR_FLOAT' | 'TF_ATTR_BOOL' | 'TF_ATTR_STRING'

function isNative(backend: object): backend is NativeBackend {
  return 'executeSingleOutput' in backend && 'binding' in backend
}

/** Native TensorFlow where it is the current backend, else null. */
export function nativeBackend(): NativeBackend | null {
  const backend = tf.backend()
  return tf.getBackend() === 'tensorflow' && isNative(backend) ? backend : null
}
