import { z } from 'zod'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import { countOf, type Known } from '../value.ts'
import { composedTransposed } from './conv-transpose-composed.ts'
import { transposedConvolution } from './conv-transpose-kernel.ts'
import type { ConvolutionShapes } from './convolution-types.ts'
import { checkFits } from './fits.ts'
import { type Along, perAxis, reachOf, spatialSchema } from './spatial.ts'
import { tapedKernel } from './taped.ts'
import { writtenKernel } from './written-kernel.ts'

const sizes = z.array(z.int().min(0))
const schema = spatialSchema.extend({
  group: z.int().min(1).default(1),
  output_padding: sizes.optional(),
  output_shape: z.array(z.int().min(1)).optional(),
})

/**
 * The adjoint of a convolution, by weights `[channels, outputs / group, …kernel]`: its input is what such a convolution would make of its
 * output.
 */
export const convTranspose: OnnxOperator = {
  reads: [1, 2],
  infer: (node, inputs) => [outputOf(node, inputs)],
  compile(node, inputs, uploads) {
    const adjoint = adjointOf(node, inputs)
    const [{ data: weight }, bias] = [required(inputs, 1), inputs[2]]
    const isConstant = weight !== undefined && (bias === undefined || bias.data !== undefined)
    if (isConstant && adjoint.along.length <= 2)
      return transposedConvolution(node, adjoint, { weight, bias: bias?.data }, uploads)
    return tapedKernel(node, inputs, outputOf(node, inputs), uploads, ([x, w, b]) =>
      composedTransposed(adjoint, required([x], 0), required([w], 0), b),
    )
  },
}

function outputOf(node: Node, inputs: readonly (Known | undefined)[]): Known {
  const { batch, channels, along } = adjointOf(node, inputs)
  return { type: required(inputs, 0).type, shape: [batch, channels, ...along.map(({ input }) => input)] }
}

/** The convolution that this is the adjoint of: its input is our output. */
function adjointOf(node: Node, inputs: readonly (Known | undefined)[]): ConvolutionShapes {
  const attributes = attributesOf(node, schema)
  const [{ shape }, weight] = [required(inputs, 0), required(inputs, 1).shape]
  const { group: groups } = attributes
  const [batch = 0, inChannels = 0, ...spatial] = shape
  const [weightChannels = 0, perGroup = 0, ...kernel] = weight
  if (shape.length < 3 || shape.length > 5)
    throw new OperatorError(`takes inputs of one to three spatial axes, not ${shape.join(' × ')}`)
  if (weight.length !== shape.length || weightChannels !== inChannels || inChannels % groups !== 0)
    throw new OperatorError(
      `its weights are ${weight.join(' × ')} for an input of ${shape.join(' × ')} in ${groups} groups`,
    )
  const bias = inputs[2]?.shape
  if (bias !== undefined && bias.join() !== `${perGroup * groups}`)
    throw new OperatorError(`its bias is ${bias.join(' × ')} for ${perGroup * groups} outputs`)
  const channels = perGroup * groups
  const windows = spatial.map((size, axis) => along(size, axis, spatial.length, kernel, attributes))
  checkFits(writtenKernel(inChannels, perGroup, groups, windows), 'its dilated kernel')
  const padded = windows.map(({ input, before, after }) => input + Math.max(before, 0) + Math.max(after, 0))
  checkFits(countOf([batch, channels, ...padded]), 'its padded output')
  return { batch, channels, outputs: inChannels, groups, along: windows }
}

/** Where windows of the convolution lie along one axis, given how many there are. */
function along(
  windows: number,
  axis: number,
  rank: number,
  kernel: readonly number[],
  attributes: z.infer<typeof schema>,
): Along {
  const { kernel: size, stride, dilation, pads } = perAxis(rank, attributes, kernel)(axis)
  const { output_padding: beyond, output_shape: wanted, auto_pad: autoPad } = attributes
  const whole = (windows - 1) * stride + reachOf({ kernel: size, dilation }) + (beyond?.[axis] ?? 0)
  const isSame = autoPad === 'SAME_UPPER' || autoPad === 'SAME_LOWER'
  // Some files state the batch and the channels too.
  const stated = wanted?.at(axis - rank)
  let [before, after] = autoPad === 'VALID' ? [0, 0] : pads
  if (stated !== undefined || isSame) {
    const total = whole - (stated ?? windows * stride)
    const smaller = Math.floor(total / 2)
    ;[before, after] = autoPad === 'SAME_UPPER' ? [smaller, total - smaller] : [total - smaller, smaller]
  }
  const input = whole - before - after
  if (input < 1) throw new OperatorError(`its padding leaves nothing of an output of ${whole}`)
  // What the window does not reach of the output belongs to no place of the input.
  const reached = after - (beyond?.[axis] ?? 0)
  const kept = Math.min(stride, input + before + reached)
  return { input, kernel: size, stride: kept, dilation, before, after: reached, output: windows }
}
