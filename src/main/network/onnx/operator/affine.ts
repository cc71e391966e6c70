import * as tf from '../../../tensor/tf.ts'
import { summedTo } from '../broadcast.ts'
import type { Known, Value } from '../value.ts'

/** What a scale and a bias made of a tensor, and the way back. */
export interface Affine {
  readonly output: tf.Tensor
  /** Gradients by the tensor, the scale and the bias; none by what is constant. */
  backward(gradient: tf.Tensor): [tf.Tensor, tf.Tensor | undefined, tf.Tensor | undefined]
}

/**
 * x · scale + bias, both spread over x from this shape. Inside `tf.tidy`.
 *
 * @param known what is known of scale and bias: nothing is passed back to constants
 */
export function affine(
  x: tf.Tensor,
  scale: Value | undefined,
  bias: Value | undefined,
  shape: readonly number[],
  known: readonly (Known | undefined)[],
): Affine {
  const spread = (value: Value | undefined) => value && tf.reshape(value.tensor, [...shape])
  const [factor, term] = [spread(scale), spread(bias)]
  const scaled = factor === undefined ? x : tf.mul(x, factor)
  const gradientOf = (index: number, value: Value | undefined, whole: () => tf.Tensor) =>
    value === undefined || known[index]?.data !== undefined
      ? undefined
      : tf.reshape(summedTo(whole(), shape), value.tensor.shape)
  return {
    output: term === undefined ? scaled : tf.add(scaled, term),
    backward: (gradient) => [
      factor === undefined ? gradient : tf.mul(gradient, factor),
      gradientOf(0, scale, () => tf.mul(gradient, x)),
      gradientOf(1, bias, () => gradient),
    ],
  }
}

/** The shape of numbers a channel that are spread over a tensor of that rank. */
export const perChannel = (channels: number, rank: number, layout: Value['layout']): number[] =>
  layout === 'channels-last' ? [channels] : [channels, ...new Array<number>(rank - 2).fill(1)]
