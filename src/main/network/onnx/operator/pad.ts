import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { axesOf, inTensorOrder, integersGiven, integersOf } from '../axes.ts'
import { chosen, upTo } from '../host.ts'
import { mapping } from '../mapping.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { padded, putBack, taken } from '../ranges.ts'
import { scatteredAlong } from '../scatter.ts'
import { required } from '../unary.ts'
import type { Known } from '../value.ts'

const schema = z.object({
  mode: z.enum(['constant', 'reflect', 'edge', 'wrap']).default('constant'),
  value: z.number().default(0),
})

/** What is added before and after an axis; negative numbers take away. */
interface Padding {
  readonly before: number
  readonly after: number
}

interface Settings {
  readonly mode: z.infer<typeof schema>['mode']
  readonly value: number
  readonly paddings: readonly Padding[]
  readonly shape: readonly number[]
}

function settings(node: Node, inputs: readonly (Known | undefined)[]): Settings {
  const { shape } = required(inputs, 0)
  const attributes = attributesOf(node, schema)
  const pads = integersGiven(node, inputs, 1, node.opset < 2 ? 'paddings' : 'pads')
  const axes =
    inputs[3] === undefined ? upTo(shape.length) : axesOf(integersOf(inputs[3], 'axes'), shape.length)
  if (pads?.length !== 2 * axes.length)
    throw new OperatorError(`it has ${pads?.length ?? 0} pads for ${axes.length} axes`)
  const [value = attributes.value] = inputs[2] === undefined ? [] : integersOf(inputs[2], 'constant_value')
  const paddings = shape.map((_, axis): Padding => {
    const at = axes.indexOf(axis)
    return at < 0 ? { before: 0, after: 0 } : { before: pads[at] ?? 0, after: pads[at + axes.length] ?? 0 }
  })
  const wider = shape.map((size, axis) => size + (paddings[axis]?.before ?? 0) + (paddings[axis]?.after ?? 0))
  return { mode: attributes.mode, value, paddings, shape: wider }
}

/** For each place of a padded axis the place it is filled from; −1 for the constant. */
function placesOf(size: number, { before, after }: Padding, mode: Settings['mode']): number[] {
  const period = 2 * Math.max(1, size - 1)
  return upTo(Math.max(0, size + before + after)).map((i) => {
    const at = i - before
    if (at >= 0 && at < size) return at
    if (mode === 'constant' || size === 0) return -1
    if (mode === 'edge') return at < 0 ? 0 : size - 1
    if (mode === 'wrap') return ((at % size) + size) % size
    const along = ((at % period) + period) % period
    return size === 1 ? 0 : Math.min(along, period - along)
  })
}

/** Borders around a value: of a constant, or made of the value itself. */
export const pad: OnnxOperator = {
  reads: [1, 2, 3],
  infer: (node, inputs) => [{ type: required(inputs, 0).type, shape: settings(node, inputs).shape }],
  fold: (node, inputs) => {
    const input = required(inputs, 0)
    const { mode, value, paddings } = settings(node, inputs)
    const places = input.shape.map((size, axis) =>
      placesOf(size, paddings[axis] ?? { before: 0, after: 0 }, mode),
    )
    return [chosen(input, places, value)]
  },
  compile: (node, inputs) => {
    const { mode, value, paddings, shape } = settings(node, inputs)
    return mapping((input) => {
      const along = inTensorOrder(paddings, input.layout)
      const { tensor, backward } =
        mode === 'constant' ? filled(input.tensor, along, value) : mirrored(input.tensor, along, mode)
      return { output: { ...input, shape, tensor }, backward }
    })
  },
}

interface Padded {
  readonly tensor: tf.Tensor
  backward(gradient: tf.Tensor): tf.Tensor
}

/** Cut where a pad is negative, then filled up. */
function filled(input: tf.Tensor, paddings: readonly Padding[], value: number): Padded {
  if (input.rank === 0) return { tensor: input, backward: (gradient) => gradient }
  const kept = paddings.map(({ before, after }, axis) => {
    const size = input.shape[axis] ?? 0
    const start = Math.max(0, -before)
    return { start, step: 1, count: size - start - Math.max(0, -after) }
  })
  const added = paddings.map(({ before, after }): [number, number] => [
    Math.max(0, before),
    Math.max(0, after),
  ])
  const isCut = paddings.some(({ before, after }) => before < 0 || after < 0)
  const tensor = padded(isCut ? taken(input, kept) : input, added, value)
  return {
    tensor,
    backward: (gradient) => {
      const inner = tf.slice(
        gradient,
        added.map(([before]) => before),
        kept.map(({ count }) => count),
      )
      return isCut ? putBack(inner, input.shape, kept) : inner
    },
  }
}

/** Filled from the value itself, axis by axis. */
function mirrored(input: tf.Tensor, paddings: readonly Padding[], mode: Settings['mode']): Padded {
  const axes = paddings.flatMap(({ before, after }, axis) => {
    if (before === 0 && after === 0) return []
    const size = input.shape[axis] ?? 0
    return [
      { axis, size, places: tf.tensor1d(placesOf(size, paddings[axis] ?? { before, after }, mode), 'int32') },
    ]
  })
  return {
    tensor: axes.reduce((so, { axis, places }) => tf.gather(so, places, axis), input),
    backward: (gradient) =>
      axes.reduceRight((so, { axis, size, places }) => scatteredAlong(so, places, axis, size), gradient),
  }
}
