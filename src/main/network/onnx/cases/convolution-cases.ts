import { fixed, floats, type GradientCase } from './case.ts'

const convolution = (
  about: string,
  shape: readonly number[],
  weights: readonly number[],
  attributes: Record<string, unknown>,
): GradientCase => ({
  operator: 'Conv',
  about,
  inputs: [floats(shape), fixed(floats(weights, { seed: 2 })), fixed(floats([weights[0] ?? 1], { seed: 3 }))],
  attributes,
})

const transposed = (
  about: string,
  shape: readonly number[],
  weights: readonly number[],
  attributes: Record<string, unknown>,
): GradientCase => ({
  operator: 'ConvTranspose',
  about,
  inputs: [floats(shape), fixed(floats(weights, { seed: 2 }))],
  attributes,
})

/** Where the gradients of convolutions, plain and transposed are tried. */
export const convolutionCases: readonly GradientCase[] = [
  convolution('padded', [2, 2, 4, 4], [3, 2, 3, 3], { pads: [1, 1, 1, 1] }),
  convolution('padded on two sides', [1, 2, 4, 5], [3, 2, 3, 2], { pads: [0, 1, 2, 0] }),
  convolution('strided, three channels', [1, 3, 7, 6], [2, 3, 3, 3], { strides: [2, 2], pads: [1, 1, 1, 1] }),
  convolution('strided, many channels', [1, 5, 6, 6], [2, 5, 3, 3], {
    strides: [2, 2],
    auto_pad: 'SAME_UPPER',
  }),
  convolution('strided unalike', [1, 5, 6, 6], [2, 5, 3, 3], { strides: [2, 1] }),
  convolution('dilated', [1, 2, 6, 6], [2, 2, 2, 3], { dilations: [3, 2], auto_pad: 'SAME_LOWER' }),
  convolution('grouped', [1, 4, 4, 4], [6, 2, 3, 3], { group: 2, pads: [1, 1, 1, 1] }),
  convolution('depthwise', [2, 3, 4, 4], [3, 1, 3, 3], { group: 3, pads: [1, 1, 1, 1] }),
  convolution('depthwise, two filters a channel, strided, dilated', [1, 2, 7, 7], [4, 1, 2, 3], {
    group: 2,
    strides: [2, 2],
    dilations: [2, 1],
    pads: [1, 0, 0, 1],
  }),
  convolution('over one axis', [2, 2, 7], [3, 2, 3], { strides: [2], pads: [1, 1] }),
  convolution('over one axis, depthwise, strided', [2, 2, 7], [2, 1, 3], { strides: [2], group: 2 }),
  convolution('depthwise, strided unalike', [1, 2, 5, 6], [2, 1, 2, 3], { strides: [1, 2], group: 2 }),
  convolution('over one axis, strided beyond all', [1, 2, 5], [2, 2, 2], { strides: [8192] }),
  convolution('depthwise, strided beyond all', [1, 2, 5, 5], [2, 1, 2, 2], {
    strides: [8192, 8192],
    group: 2,
  }),
  convolution('over three axes', [1, 2, 3, 4, 3], [2, 2, 2, 3, 2], {
    strides: [1, 2, 1],
    pads: [0, 1, 0, 0, 1, 1],
  }),
  {
    operator: 'Conv',
    about: 'by computed weights',
    inputs: [floats([1, 4, 5, 5]), floats([2, 2, 2, 2], { seed: 2 }), floats([2], { seed: 3 })],
    attributes: { group: 2, strides: [2, 1], dilations: [1, 2], pads: [0, 1, 1, 0] },
  },
  transposed('strided', [1, 2, 3, 3], [2, 3, 3, 3], {
    strides: [2, 2],
    pads: [1, 1, 1, 1],
    output_padding: [1, 1],
  }),
  transposed('grouped', [1, 4, 3, 2], [4, 1, 2, 2], { group: 2 }),
  transposed('depthwise', [1, 2, 3, 3], [2, 1, 3, 3], { group: 2, strides: [2, 2] }),
  transposed('over one axis', [2, 3, 3], [3, 2, 3], { strides: [2] }),
  transposed('of a stated size', [1, 1, 3, 3], [1, 2, 3, 3], { strides: [3, 2], output_shape: [10, 8] }),
  {
    operator: 'ConvTranspose',
    about: 'by computed weights',
    inputs: [floats([1, 2, 3, 3]), floats([2, 2, 2, 2], { seed: 2 }), floats([2], { seed: 3 })],
    attributes: { strides: [2, 1], pads: [0, 1, 1, 0] },
  },
]
