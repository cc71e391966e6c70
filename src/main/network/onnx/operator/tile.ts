import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { inTensorOrder, integersOf } from '../axes.ts'
import { chosen, upTo } from '../host.ts'
import { mapping } from '../mapping.ts'
import type { OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import { countOf, type Known } from '../value.ts'

function repeatsOf(inputs: readonly (Known | undefined)[]): number[] {
  const repeats = integersOf(required(inputs, 1), 'repeats')
  const rank = required(inputs, 0).shape.length
  if (repeats.length !== rank)
    throw new OperatorError(`it repeats ${repeats.length} axes of a value with ${rank}`)
  return repeats
}

/** The sum of a gradient's tiles: each axis is split into tile and place, and the tiles are summed. */
function summed(gradient: tf.Tensor, shape: readonly number[], repeats: readonly number[]): tf.Tensor {
  let sum = gradient
  repeats.forEach((times, axis) => {
    if (times === 1) return
    const [before, after] = [sum.shape.slice(0, axis), sum.shape.slice(axis + 1)]
    const size = shape[axis] ?? 1
    const tiles = tf.reshape(sum, [countOf(before), times, size * countOf(after)])
    sum = tf.reshape(tf.sum(tiles, 1), [...before, size, ...after])
  })
  return sum
}

/** The input repeated along its axes. */
export const tile: OnnxOperator = {
  reads: [1],
  infer: (_, inputs) => {
    const { type, shape } = required(inputs, 0)
    const repeats = repeatsOf(inputs)
    return [{ type, shape: shape.map((size, axis) => size * (repeats[axis] ?? 1)) }]
  },
  fold: (_, inputs) => {
    const input = required(inputs, 0)
    const repeats = repeatsOf(inputs)
    const places = input.shape.map((size, axis) => upTo(size * (repeats[axis] ?? 1)).map((i) => i % size))
    return [chosen(input, places)]
  },
  compile: (_, inputs) => {
    const repeats = repeatsOf(inputs)
    const shape = required(inputs, 0).shape.map((size, axis) => size * (repeats[axis] ?? 1))
    return mapping((input) => {
      const times = inTensorOrder(repeats, input.layout)
      const tensor = input.tensor.rank === 0 ? input.tensor : tf.tile(input.tensor, times)
      return {
        output: { ...input, shape, tensor },
        backward: (gradient) => summed(gradient, input.tensor.shape, times),
      }
    })
  },
}
