import { nativeBackend } from '../../src/main/network/operator/native.ts'
import type * as tf from '../../src/main/tensor/tf.ts'

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
  const backend = nativeBackend()
  if (backend === null) throw new Error('Training needs native TensorFlow; run "npm run native" first.')
  const binding: Readonly<Record<string, number>> = backend.binding
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
