import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { inverse, permute } from '../permute.ts'
import { required } from '../unary.ts'
import { channelsLast, gradientLike, type Known } from '../value.ts'

const schema = z.object({
  blocksize: z.int().min(1).max(65_536),
  mode: z.enum(['DCR', 'CRD']).default('DCR'),
})

function imageOf(inputs: readonly (Known | undefined)[]): [number, number, number, number] {
  const { shape } = required(inputs, 0)
  const [batch, channels, height, width, ...rest] = shape
  if (
    batch === undefined ||
    channels === undefined ||
    height === undefined ||
    width === undefined ||
    rest.length > 0
  )
    throw new OperatorError(`takes images, not ${shape.join(' × ')}`)
  return [batch, channels, height, width]
}

/** A reordering: the image in these sizes, its axes in another order, and then of this shape (NHWC). */
interface Reordering {
  readonly apart: readonly number[]
  readonly order: readonly number[]
  readonly shape: readonly number[]
}

function reordering(
  inferred: (node: Node, inputs: readonly (Known | undefined)[]) => readonly number[],
  how: (node: Node, inputs: readonly (Known | undefined)[]) => Reordering,
): OnnxOperator {
  return {
    infer: (node, inputs) => [{ type: required(inputs, 0).type, shape: inferred(node, inputs) }],
    compile(node, known) {
      const { apart, order, shape } = how(node, known)
      const outer = inferred(node, known)
      return {
        apply(inputs) {
          const input = required(inputs, 0)
          const image = channelsLast(input)
          const moved = permute(tf.reshape(image, [...apart]), order)
          return {
            outputs: [
              {
                type: input.type,
                shape: outer,
                tensor: tf.reshape(moved, [...shape]),
                layout: 'channels-last',
              },
            ],
            backward([gradient]) {
              if (gradient === undefined) return []
              const back = permute(tf.reshape(gradient, moved.shape), inverse(order))
              return [gradientLike(input, tf.reshape(back, image.shape), 'channels-last')]
            },
          }
        },
      }
    },
  }
}

/** Channels spread over blocks of pixels; `mode` says whether a block's place or the channel counts first in them. */
export const depthToSpace = reordering(
  (node, inputs) => {
    const [batch, channels, height, width] = imageOf(inputs)
    const { blocksize: size } = attributesOf(node, schema)
    if (channels % size ** 2 !== 0)
      throw new OperatorError(`${channels} channels do not fill blocks of ${size} × ${size}`)
    return [batch, channels / size ** 2, height * size, width * size]
  },
  (node, inputs) => {
    const [batch, channels, height, width] = imageOf(inputs)
    const { blocksize: size, mode } = attributesOf(node, schema)
    const depth = channels / size ** 2
    const shape = [batch, height * size, width * size, depth]
    return mode === 'DCR'
      ? { apart: [batch, height, width, size, size, depth], order: [0, 1, 3, 2, 4, 5], shape }
      : { apart: [batch, height, width, depth, size, size], order: [0, 1, 4, 2, 5, 3], shape }
  },
)

/** Every block of pixels as the channels of one. */
export const spaceToDepth = reordering(
  (node, inputs) => {
    const [batch, channels, height, width] = imageOf(inputs)
    const { blocksize: size } = attributesOf(node, schema)
    if (height % size !== 0 || width % size !== 0)
      throw new OperatorError(`${height} × ${width} is not made of blocks of ${size} × ${size}`)
    return [batch, channels * size ** 2, height / size, width / size]
  },
  (node, inputs) => {
    const [batch, channels, height, width] = imageOf(inputs)
    const { blocksize: size } = attributesOf(node, schema)
    const [rows, columns] = [height / size, width / size]
    return {
      apart: [batch, rows, size, columns, size, channels],
      order: [0, 1, 3, 2, 4, 5],
      shape: [batch, rows, columns, channels * size ** 2],
    }
  },
)
