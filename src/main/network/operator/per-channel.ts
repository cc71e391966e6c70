import * as tf from '../../tensor/tf.ts'
import type { Shape } from '../graph.ts'
import { unaryKernel } from './elementwise.ts'
import type { Kernel, LayerWeights } from './operator.ts'
import { OperatorError } from './operator.ts'

/** Caffe's axis 1. */
export function channelsOf(shape: Shape): number {
  const [channels] = shape
  if (channels === undefined) throw new OperatorError('needs an input with channels')
  return channels
}

/** A weight with a value a channel (or a single one), uploaded so that it broadcasts over values of this shape. */
export function channelWeight(weights: LayerWeights, role: string, shape: Shape): tf.Tensor {
  const weight = weights.get(role)
  if (weight === undefined) throw new TypeError(`the ${role} is missing`)
  return upload(weight.data, shape)
}

/** As `channelWeight`, for values already at hand. */
export function upload(values: Float32Array, shape: Shape): tf.Tensor {
  // Channels come last in an image's tensor, first after the batch in any other.
  const trailing = shape.length === 3 ? [] : shape.slice(1).map(() => 1)
  return tf.tensor(values, [values.length, ...trailing])
}

/** A unary kernel that owns these uploaded weights. */
export function channelKernel(owned: readonly tf.Tensor[], apply: Parameters<typeof unaryKernel>[0]): Kernel {
  return { apply: unaryKernel(apply).apply, dispose: () => tf.dispose([...owned]) }
}
