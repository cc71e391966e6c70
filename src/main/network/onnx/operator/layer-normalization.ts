import { z } from 'zod'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { axisOf } from '../axes.ts'
import { broadcastShape, toRank } from '../broadcast.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import { gradientLike, type Known, plain } from '../value.ts'
import { affine } from './affine.ts'
import { standardise } from './standardise.ts'

const schema = z.object({ axis: z.int().default(-1), epsilon: z.number().default(1e-5) })

/**
 * The numbers along an axis and all behind it by their mean and variance, then a factor and a term for each place. Mean and one over the
 * standard deviation are the further outputs. Ba, Kiros & Hinton 2016.
 */
export const layerNormalization: OnnxOperator = {
  infer(node, inputs) {
    const { type, shape } = required(inputs, 0)
    const first = firstOf(node, { shape })
    for (const given of inputs.slice(1))
      if (given !== undefined && broadcastShape([shape, given.shape]).join() !== shape.join())
        throw new OperatorError(
          `its scale or bias of ${given.shape.join(' × ')} does not fit ${shape.join(' × ')}`,
        )
    const statistics = { type, shape: shape.map((size, axis) => (axis < first ? size : 1)) }
    return [{ type, shape }, statistics, statistics]
  },
  compile(node, known) {
    const { epsilon } = attributesOf(node, schema)
    const { type, shape } = required(known, 0)
    const first = firstOf(node, { shape })
    const axes = shape.flatMap((_, axis) => (axis < first ? [] : [axis]))
    const inner = shape.map((size, axis) => (axis < first ? size : 1))
    return {
      apply(inputs) {
        const input = required(inputs, 0)
        const standard = standardise(plain(input), axes, epsilon)
        const scale = affine(standard.output, inputs[1], undefined, spreadOf(1), [known[1]])
        const bias = affine(scale.output, undefined, inputs[2], spreadOf(2), [undefined, known[2]])
        const outputs = [
          { type, shape, tensor: bias.output, layout: 'plain' as const },
          { type, shape: inner, tensor: standard.mean, layout: 'plain' as const },
          { type, shape: inner, tensor: standard.inverse, layout: 'plain' as const },
        ]
        return {
          outputs: outputs.slice(0, Math.max(1, node.outputs)),
          backward([gradient, byMean, byInverse]) {
            const [byScaled, , byBias] = gradient ? bias.backward(gradient) : []
            const [byStandard, byScale] = byScaled ? scale.backward(byScaled) : []
            const byInput = standard.backward(byStandard, byMean, byInverse)
            return [gradientLike(input, byInput, 'plain'), byScale, byBias]
          },
        }
      },
    }

    function spreadOf(index: number): number[] {
      return toRank(known[index]?.shape ?? [], shape.length)
    }
  },
}

const firstOf = (node: Node, { shape }: Pick<Known, 'shape'>): number =>
  axisOf(attributesOf(node, schema).axis, shape.length)
