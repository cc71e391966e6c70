import { z } from 'zod'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import type { Known } from '../value.ts'
import { composedConvolution } from './conv-composed.ts'
import { constantConvolution } from './conv-constant.ts'
import type { ConvolutionShapes, ConvolutionWeights } from './convolution-types.ts'
import { checkFits } from './fits.ts'
import { spatialSchema, windowsOf } from './spatial.ts'
import { tapedKernel } from './taped.ts'
import { writtenKernel } from './written-kernel.ts'

const schema = spatialSchema.extend({ group: z.int().min(1).default(1) })

/** Cross-correlation in groups of channels over one, two or three spatial axes, by weights `[outputs, channels / group, …kernel]`. */
export const conv: OnnxOperator = {
  reads: [1, 2],
  infer: (node, inputs) => [outputOf(node, inputs)],
  compile(node, inputs, uploads) {
    const shapes = shapesOf(node, inputs)
    const weights = knownWeights(inputs)
    if (weights !== undefined) return constantConvolution(node, shapes, weights, uploads)
    return tapedKernel(node, inputs, outputOf(node, inputs), uploads, ([x, w, b]) =>
      composedConvolution(shapes, required([x], 0), required([w], 0), b),
    )
  },
}

/** Weights and bias where both are known beforehand, of a convolution over one or two axes. */
export function knownWeights(inputs: readonly (Known | undefined)[]): ConvolutionWeights | undefined {
  const [{ data: weight, shape }, bias] = [required(inputs, 1), inputs[2]]
  const isKnown = weight !== undefined && (bias === undefined || bias.data !== undefined)
  return isKnown && shape.length <= 4 ? { weight, bias: bias?.data } : undefined
}

function outputOf(node: Node, inputs: readonly (Known | undefined)[]): Known {
  const { batch, outputs, along } = shapesOf(node, inputs)
  return { type: required(inputs, 0).type, shape: [batch, outputs, ...along.map(({ output }) => output)] }
}

/** @throws {OperatorError} where attributes or inputs cannot be */
export function shapesOf(node: Node, inputs: readonly (Known | undefined)[]): ConvolutionShapes {
  const attributes = attributesOf(node, schema)
  const [{ shape }, weight] = [required(inputs, 0), required(inputs, 1).shape]
  const { group: groups } = attributes
  const [batch = 0, channels = 0] = shape
  const [outputs = 0, perGroup = 0, ...kernel] = weight
  if (shape.length < 3 || shape.length > 5)
    throw new OperatorError(`takes inputs of one to three spatial axes, not ${shape.join(' × ')}`)
  if (weight.length !== shape.length)
    throw new OperatorError(`its weights are ${weight.join(' × ')} for an input of ${shape.join(' × ')}`)
  if (attributes.kernel_shape !== undefined && attributes.kernel_shape.join() !== kernel.join())
    throw new OperatorError(
      `its weights are ${weight.join(' × ')} for a kernel of ${attributes.kernel_shape.join(' × ')}`,
    )
  if (perGroup * groups !== channels || outputs % groups !== 0)
    throw new OperatorError(
      `its weights are ${weight.join(' × ')} for ${channels} channels in ${groups} groups`,
    )
  const bias = inputs[2]?.shape
  if (bias !== undefined && bias.join() !== `${outputs}`)
    throw new OperatorError(`its bias is ${bias.join(' × ')} for ${outputs} outputs`)
  const along = windowsOf(shape, attributes, kernel)
  checkFits(writtenKernel(outputs, perGroup, groups, along), 'its dilated kernel')
  return { batch, channels, outputs, groups, along }
}
