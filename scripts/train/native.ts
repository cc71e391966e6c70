import * as tf from '../../src/main/tensor/tf.ts'

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

/**
 * Runs a kernel of native TensorFlow that tfjs does not offer or composes slowly. Attributes are of a kind (`TYPE`,
 * `INT`, `STRING` …), types being named as the binding names them (`TF_FLOAT`).
 */
export function call(
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

/** The tensor at `index`, which must be there. */
export function only(tensors: readonly (tf.Tensor | undefined)[], index: number): tf.Tensor {
  const tensor = tensors[index]
  if (!tensor) throw new Error(`TensorFlow returned no output ${index}.`)
  return tensor
}
