import { z } from 'zod'
import { onnxPads, padsFor } from '../../convert/padding.ts'
import { permuted, reshaped } from '../../convert/weights.ts'
import { activate, activationSchema, beforeActivation } from './activation.ts'
import { type Images, images } from './images.ts'
import { type Call, dataFormat, LayerFault, layerType, padding, pair, sizes } from './layer.ts'

const shared = {
  kernel_size: sizes,
  strides: sizes.default([1, 1]),
  dilation_rate: sizes.default([1, 1]),
  padding,
  data_format: dataFormat,
  activation: activationSchema,
  use_bias: z.boolean().default(true),
}
const base = z.object(shared)
type Shared = z.infer<typeof base>

const bias = ({ use_bias }: Shared): string[] => (use_bias ? ['bias'] : [])

/** Where a convolution's window goes, in ONNX's words. */
function way({ kernel_size, strides, dilation_rate, padding }: Shared, input: Images) {
  const window = (axis: 0 | 1) => ({
    size: kernel_size[axis],
    stride: strides[axis],
    dilation: dilation_rate[axis],
  })
  return {
    kernel_shape: kernel_size,
    strides,
    dilations: dilation_rate,
    pads: padsFor(padding, input.size, [window(0), window(1)]),
  }
}

/** The last node of a layer, with its bias and activation. */
function finished(
  call: Call,
  config: Shared,
  type: string,
  inputs: string[],
  params: Record<string, unknown>,
  input: Images,
) {
  const further = config.use_bias ? [call.weight('bias', () => call.variable('bias'))] : []
  const name = beforeActivation(call.output, config.activation)
  const made = input.tensor(call.graph.node(type, [...inputs, ...further], params, name))
  return activate(call, made, config.activation)
}

/** A depthwise kernel, height × width × channels × multiplier, as a grouped convolution's. */
const depthwiseKernel = (call: Call, name: string) => () => {
  const weight = permuted(call.variable(name), [2, 3, 0, 1])
  const [channels = 0, multiplier = 0, height = 0, width = 0] = weight.shape
  return reshaped(weight, [channels * multiplier, 1, height, width])
}

const conv = layerType(
  base.extend({ filters: z.int().positive(), groups: z.int().positive().nullish() }),
  (config, call) => {
    const input = images(call, config.data_format)
    const group = config.groups ?? 1
    const [height, width] = config.kernel_size
    const shape = [height, width, input.channels / group, config.filters]
    const kernel = call.weight('kernel', () => permuted(call.variable('kernel', shape), [3, 2, 0, 1]))
    return finished(call, config, 'Conv', [input.name, kernel], { ...way(config, input), group }, input)
  },
  (config) => ['kernel', ...bias(config)],
)

const depthwise = layerType(
  base,
  (config, call) => {
    const input = images(call, config.data_format)
    const name = call.keras >= 3 ? 'kernel' : 'depthwise_kernel'
    const kernel = call.weight('kernel', depthwiseKernel(call, name))
    return finished(
      call,
      config,
      'Conv',
      [input.name, kernel],
      { ...way(config, input), group: input.channels },
      input,
    )
  },
  (config) => ['kernel', ...bias(config)],
)

const separable = layerType(
  base,
  (config, call) => {
    const input = images(call, config.data_format)
    const kernel = call.weight('depthwise_kernel', depthwiseKernel(call, 'depthwise_kernel'))
    const params = { ...way(config, input), group: input.channels }
    const apart = call.graph.node('Conv', [input.name, kernel], params, `${call.output}/depthwise`)
    const point = call.weight('pointwise_kernel', () =>
      permuted(call.variable('pointwise_kernel'), [3, 2, 0, 1]),
    )
    return finished(call, config, 'Conv', [apart, point], { kernel_shape: [1, 1] }, input)
  },
  (config) => ['depthwise_kernel', 'pointwise_kernel', ...bias(config)],
)

/**
 * Zeros that the gradient of a convolution cuts off, or adds after (where the stride is larger than the kernel), so that the result has
 * the length that Keras says (`conv_utils.deconv_output_length`).
 */
function transposedLength(
  length: number,
  size: number,
  stride: number,
  same: boolean,
  extra: number | undefined,
) {
  const whole = (length - 1) * stride + size
  const wanted =
    extra === undefined
      ? same
        ? length * stride
        : length * stride + Math.max(size - stride, 0)
      : whole - (same ? 2 * Math.floor(size / 2) : 0) + extra
  const cut = Math.max(0, whole - wanted)
  return { pads: [Math.floor(cut / 2), Math.ceil(cut / 2)] as const, more: Math.max(0, wanted - whole) }
}

const transposed = layerType(
  base.extend({ filters: z.int().positive(), output_padding: pair.nullish() }),
  (config, call) => {
    const input = images(call, config.data_format)
    const { kernel_size, strides, dilation_rate, output_padding } = config
    const [down, across] = ([0, 1] as const).map((axis) => {
      const reach = (kernel_size[axis] - 1) * dilation_rate[axis] + 1
      return transposedLength(
        input.size[axis],
        reach,
        strides[axis],
        config.padding === 'same',
        output_padding?.[axis],
      )
    })
    if (down === undefined || across === undefined) throw new LayerFault('it has no axes')
    const params = {
      kernel_shape: kernel_size,
      strides,
      dilations: dilation_rate,
      pads: onnxPads(down.pads, across.pads),
      output_padding: [down.more, across.more],
    }
    const shape = [...kernel_size, config.filters, input.channels]
    const kernel = call.weight('kernel', () => permuted(call.variable('kernel', shape), [3, 2, 0, 1]))
    return finished(call, config, 'ConvTranspose', [input.name, kernel], params, input)
  },
  (config) => ['kernel', ...bias(config)],
)

/** Convolutions of images. Kernels are Keras' height × width × in × out. */
export const convolutionLayers = {
  Conv2D: conv,
  Convolution2D: conv,
  DepthwiseConv2D: depthwise,
  SeparableConv2D: separable,
  SeparableConvolution2D: separable,
  Conv2DTranspose: transposed,
  Convolution2DTranspose: transposed,
}
