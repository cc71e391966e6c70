import type { Weight } from '../../../graph.ts'
import { onnxPads } from '../../convert/padding.ts'
import type { Tensor } from '../../convert/tensor.ts'
import { permuted, reshaped } from '../../convert/weights.ts'
import { withFused } from './fused.ts'
import { imagesAt, type NodeImages, overImage, padsOf } from './images.ts'
import { type NodeCall, NodeFault, type Op } from './op.ts'

/** Where a convolution's window goes, in ONNX's words. */
function way(call: NodeCall, input: NodeImages, kernel: readonly [number, number]) {
  const spread = call.tensor(0).spread
  const strides = overImage(call, 'strides')
  const dilations = spread?.block ?? overImage(call, 'dilations')
  const window = (axis: 0 | 1) => ({ size: kernel[axis], stride: strides[axis], dilation: dilations[axis] })
  if (
    spread !== undefined &&
    (strides.some((stride) => stride !== 1) || call.node.text('padding', '') !== 'VALID')
  )
    throw new NodeFault('between SpaceToBatchND and BatchToSpaceND only a plain convolution is read')
  const pads = spread?.pads ?? padsOf(call, input.size, [window(0), window(1)])
  return { kernel_shape: [...kernel], strides, dilations: [...dilations], pads: [...pads] }
}

/** A kernel of the file's: height × width × in × out. */
function kernelOf(call: NodeCall, index: number): { weight: Weight; size: [number, number] } {
  const weight = call.weight(index)
  const [height = 0, width = 0] = weight.shape
  if (weight.shape.length !== 4) throw new NodeFault(`its kernel has ${weight.shape.length} axes`)
  return { weight, size: [height, width] }
}

function drawn(call: NodeCall, input: NodeImages, kernel: Weight, params: Record<string, unknown>): Tensor {
  const { graph } = call
  return withFused(call, 2, (name, bias) => {
    const further = bias === undefined ? [] : [graph.weight(`${name}/bias`, flat(call.weight(bias)))]
    const weight = graph.weight(`${call.output}/kernel`, kernel)
    return input.tensor(graph.node('Conv', [input.name, weight, ...further], params, name))
  })
}

const flat = (weight: Weight): Weight => reshaped(weight, [weight.data.length])

const conv: Op = (call) => {
  const input = imagesAt(call)
  const { weight, size } = kernelOf(call, 1)
  const group = input.channels / (weight.shape[2] ?? 1)
  if (!Number.isInteger(group))
    throw new NodeFault(`its kernel takes ${weight.shape[2]} channels and its input has ${input.channels}`)
  return drawn(call, input, permuted(weight, [3, 2, 0, 1]), { ...way(call, input, size), group })
}

const depthwise: Op = (call) => {
  const input = imagesAt(call)
  const { weight, size } = kernelOf(call, 1)
  const [channels = 0, multiplier = 0] = weight.shape.slice(2)
  const kernel = reshaped(permuted(weight, [2, 3, 0, 1]), [channels * multiplier, 1, ...size])
  return drawn(call, input, kernel, { ...way(call, input, size), group: channels })
}

/** A convolution's gradient by its input, which decoders use to enlarge: the wished size is its first input. */
const transposed: Op = (call) => {
  const { graph } = call
  const input = imagesAt(call, 2)
  const { weight, size } = kernelOf(call, 1)
  const strides = overImage(call, 'strides')
  const stored = call.stored(0)
  const wished = stored === undefined ? graph.numbers(call.own(0)) : [...stored.read()]
  if (wished?.length !== 4) throw new NodeFault('it does not say how large its result is')
  const at = call.node.text('data_format', 'NHWC') === 'NCHW' ? 2 : 1
  const same = call.node.text('padding', 'VALID') === 'SAME'
  const ends = ([0, 1] as const).map((axis) => {
    const whole = (input.size[axis] - 1) * strides[axis] + size[axis]
    const over = whole - (wished[at + axis] ?? 0)
    const cut = Math.max(0, over)
    const before = same ? Math.floor(cut / 2) : 0
    return { pads: [before, cut - before] as const, more: Math.max(0, -over) }
  })
  const [down, across] = ends
  if (down === undefined || across === undefined) throw new NodeFault('it has no axes')
  const params = {
    kernel_shape: size,
    strides,
    pads: onnxPads(down.pads, across.pads),
    output_padding: [down.more, across.more],
  }
  const kernel = graph.weight(`${call.output}/kernel`, permuted(weight, [3, 2, 0, 1]))
  return input.tensor(graph.node('ConvTranspose', [input.name, kernel], params, call.output))
}

/** Pixels at a distance are put into images of their own, so that a plain convolution is a dilated one. */
const spaceToBatch: Op = (call) => {
  const [down = 1, across = 1, ...more] = call.list(1)
  const [top = 0, bottom = 0, left = 0, right = 0] = call.list(2)
  if (more.length > 0) throw new NodeFault('it is not one of images')
  imagesAt(call)
  return {
    ...call.tensor(0),
    spread: { block: [down, across], pads: onnxPads([top, bottom], [left, right]) },
  }
}

/** The way back: what the padding made too large is cut off. */
const batchToSpace: Op = (call) => {
  const { graph, output } = call
  const input = imagesAt(call)
  const [top = 0, bottom = 0, left = 0, right = 0] = call.list(2)
  if (top + bottom + left + right === 0) return call.tensor(0)
  const [height, width] = input.size
  const list = (role: string, values: number[]) => graph.integers(`${output}/${role}`, values)
  const bounds = [
    list('starts', [top, left]),
    list('ends', [height - bottom, width - right]),
    list('axes', [2, 3]),
  ]
  return input.tensor(graph.node('Slice', [input.name, ...bounds], {}, output))
}

/** Convolutions of images. */
export const convolutionOps: Readonly<Record<string, Op>> = {
  Conv2D: conv,
  _FusedConv2D: conv,
  DepthwiseConv2dNative: depthwise,
  FusedDepthwiseConv2dNative: depthwise,
  _FusedDepthwiseConv2dNative: depthwise,
  Conv2DBackpropInput: transposed,
  SpaceToBatchND: spaceToBatch,
  BatchToSpaceND: batchToSpace,
}
