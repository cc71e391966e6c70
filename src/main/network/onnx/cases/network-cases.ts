import { fixed, floats, type GradientCase, ints, numbers } from './case.ts'

const image = [2, 3, 2, 2]

const activations: readonly GradientCase[] = [
  ...[
    'Relu',
    'LeakyRelu',
    'Elu',
    'Selu',
    'Sigmoid',
    'Tanh',
    'Softplus',
    'Softsign',
    'Mish',
    'Swish',
    'Erf',
  ].map((operator) => ({ operator, inputs: [floats(image, { from: -2, to: 2 })] })),
  { operator: 'LeakyRelu', about: 'steeper', inputs: [floats(image)], attributes: { alpha: 0.3 } },
  { operator: 'Elu', about: 'of another alpha', inputs: [floats(image)], attributes: { alpha: 0.5 } },
  { operator: 'Celu', inputs: [floats(image, { from: -2, to: 2 })], attributes: { alpha: 2 } },
  { operator: 'Swish', about: 'of another alpha', inputs: [floats(image)], attributes: { alpha: 2 } },
  { operator: 'HardSigmoid', inputs: [floats(image, { from: -4, to: 4 })] },
  { operator: 'HardSwish', inputs: [floats(image, { from: -5, to: 5 })] },
  { operator: 'Gelu', inputs: [floats(image, { from: -2, to: 2 })], opset: 20 },
  {
    operator: 'Gelu',
    about: 'by tanh',
    inputs: [floats(image, { from: -2, to: 2 })],
    attributes: { approximate: 'tanh' },
    opset: 20,
  },
  { operator: 'ThresholdedRelu', inputs: [floats(image, { from: -2, to: 2 })], attributes: { alpha: 0.5 } },
  {
    operator: 'Shrink',
    inputs: [floats(image, { from: -2, to: 2 })],
    attributes: { bias: 0.25, lambd: 0.5 },
  },
  {
    operator: 'PRelu',
    about: 'a slope a channel',
    inputs: [floats(image), floats([3, 1, 1], { seed: 2 })],
  },
  { operator: 'PRelu', about: 'one slope', inputs: [floats(image), fixed(numbers([0.25]))] },
  { operator: 'Clip', inputs: [floats(image), fixed(numbers([-0.5], [])), fixed(numbers([0.5], []))] },
  {
    operator: 'Clip',
    about: 'by computed bounds',
    inputs: [floats(image), numbers([-0.5], []), numbers([0.5], [])],
  },
  { operator: 'Clip', about: 'by attributes', inputs: [floats(image)], attributes: { min: 0 }, opset: 6 },
  { operator: 'Dropout', inputs: [floats(image)], outputs: 2 },
]

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

const convolutions: readonly GradientCase[] = [
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

const pool = (
  operator: string,
  about: string,
  shape: readonly number[],
  attributes: Record<string, unknown>,
) => ({
  operator,
  about,
  inputs: [floats(shape, { from: -4, to: 4 })],
  attributes,
})

const pools: readonly GradientCase[] = [
  ...['MaxPool', 'AveragePool', 'LpPool'].flatMap((operator) => [
    pool(operator, 'padded, reaching over', [1, 2, 6, 6], {
      kernel_shape: [3, 3],
      strides: [2, 2],
      pads: [1, 0, 0, 0],
      ceil_mode: 1,
    }),
    pool(operator, 'over one axis', [2, 2, 5], { kernel_shape: [2] }),
    pool(operator, 'dilated', [1, 1, 6, 6], { kernel_shape: [2, 3], dilations: [2, 1], strides: [1, 2] }),
  ]),
  pool('MaxPool', 'over three axes', [1, 1, 3, 4, 4], { kernel_shape: [2, 2, 2] }),
  pool('AveragePool', 'with its padding', [1, 2, 4, 4], {
    kernel_shape: [3, 3],
    auto_pad: 'SAME_LOWER',
    count_include_pad: 1,
  }),
  pool('LpPool', 'of another norm', [1, 1, 3, 3], { kernel_shape: [2, 2], p: 3 }),
  pool('GlobalAveragePool', '', image, {}),
  pool('GlobalMaxPool', '', image, {}),
  pool('GlobalLpPool', '', image, {}),
]

const normalisations: readonly GradientCase[] = [
  { operator: 'LRN', inputs: [floats([1, 5, 2, 2])], attributes: { size: 3, alpha: 0.5, bias: 2 } },
  {
    operator: 'LRN',
    about: 'of another exponent',
    inputs: [floats([1, 5, 2, 2])],
    attributes: { size: 3, alpha: 0.5, beta: 0.5 },
  },
  {
    operator: 'BatchNormalization',
    inputs: [
      floats(image),
      ...[2, 3, 4].map((seed) => fixed(floats([3], { seed }))),
      fixed(floats([3], { from: 0.5, to: 2 })),
    ],
  },
  {
    operator: 'BatchNormalization',
    about: 'by computed numbers',
    inputs: [
      floats(image),
      ...[2, 3, 4].map((seed) => floats([3], { seed })),
      floats([3], { from: 0.5, to: 2 }),
    ],
  },
  {
    operator: 'InstanceNormalization',
    inputs: [floats(image), floats([3], { seed: 2 }), floats([3], { seed: 3 })],
  },
  {
    operator: 'GroupNormalization',
    about: 'a factor a group',
    inputs: [floats([2, 4, 2, 2]), floats([2], { seed: 2 }), floats([2], { seed: 3 })],
    attributes: { num_groups: 2 },
    opset: 18,
  },
  {
    operator: 'GroupNormalization',
    about: 'a factor a channel',
    inputs: [floats([2, 4, 2, 2]), floats([4], { seed: 2 }), fixed(floats([4], { seed: 3 }))],
    attributes: { num_groups: 2 },
    opset: 21,
  },
  {
    operator: 'LayerNormalization',
    inputs: [floats([2, 3, 4]), floats([4], { seed: 2 }), floats([4], { seed: 3 })],
    outputs: 3,
  },
  {
    operator: 'LayerNormalization',
    about: 'over images',
    inputs: [floats(image), fixed(floats([3, 2, 2], { seed: 2 }))],
    attributes: { axis: 1 },
  },
  { operator: 'MeanVarianceNormalization', inputs: [floats(image)] },
  { operator: 'LpNormalization', inputs: [floats(image)], attributes: { axis: 1 } },
  { operator: 'LpNormalization', about: 'of sizes', inputs: [floats(image)], attributes: { axis: 1, p: 1 } },
  ...['Softmax', 'LogSoftmax'].flatMap((operator) => [
    { operator, inputs: [floats(image)] },
    { operator, about: 'over channels', inputs: [floats(image)], attributes: { axis: 1 } },
    { operator, about: 'over all that follows', inputs: [floats(image)], attributes: { axis: 1 }, opset: 11 },
  ]),
]

const products: readonly GradientCase[] = [
  { operator: 'MatMul', inputs: [floats([2, 3]), floats([3, 4], { seed: 2 })] },
  {
    operator: 'MatMul',
    about: 'by known numbers',
    inputs: [floats([2, 2, 3]), fixed(floats([3, 4], { seed: 2 }))],
  },
  {
    operator: 'MatMul',
    about: 'of known numbers',
    inputs: [fixed(floats([2, 3])), floats([2, 3, 2], { seed: 2 })],
  },
  { operator: 'MatMul', about: 'spread', inputs: [floats([2, 1, 2, 3]), floats([2, 3, 2], { seed: 2 })] },
  {
    operator: 'MatMul',
    about: 'spread known',
    inputs: [floats([1, 2, 2, 3]), fixed(floats([1, 3, 2], { seed: 2 }))],
  },
  { operator: 'MatMul', about: 'of a vector', inputs: [floats([3]), floats([2, 3, 2], { seed: 2 })] },
  { operator: 'MatMul', about: 'by a vector', inputs: [floats([2, 2, 3]), floats([3], { seed: 2 })] },
  {
    operator: 'Gemm',
    about: 'by known numbers',
    inputs: [floats([2, 3]), fixed(floats([4, 3], { seed: 2 })), fixed(floats([4], { seed: 3 }))],
    attributes: { transB: 1, alpha: 0.5, beta: 2 },
  },
  {
    operator: 'Gemm',
    inputs: [floats([3, 2]), floats([3, 4], { seed: 2 }), floats([2, 1], { seed: 3 })],
    attributes: { transA: 1, alpha: 0.5, beta: 2 },
  },
]

const resized = (
  about: string,
  scales: readonly number[],
  attributes: Record<string, unknown>,
): GradientCase => ({
  operator: 'Resize',
  about,
  inputs: [floats([1, 2, 3, 4]), undefined, fixed(numbers(scales))],
  attributes,
})

const sizes: readonly GradientCase[] = [
  resized('nearest', [1, 1, 2, 2], { mode: 'nearest' }),
  resized('linear', [1, 1, 2, 1.5], { mode: 'linear' }),
  resized('cubic, smaller', [1, 1, 0.7, 0.5], { mode: 'cubic', antialias: 1 }),
  resized('every axis', [2, 0.5, 1, 2], { mode: 'linear', coordinate_transformation_mode: 'align_corners' }),
  {
    operator: 'Resize',
    about: 'of a region, to sizes',
    inputs: [
      floats([1, 2, 3, 4]),
      fixed(numbers([0, 0, -0.2, 0.3, 1, 1, 0.7, 1.4])),
      undefined,
      ints([1, 2, 3, 3]),
    ],
    attributes: {
      mode: 'linear',
      coordinate_transformation_mode: 'tf_crop_and_resize',
      extrapolation_value: 5,
    },
  },
  {
    operator: 'Resize',
    about: 'of opset 10',
    inputs: [floats([1, 2, 3, 4]), fixed(numbers([1, 1, 2, 1]))],
    attributes: { mode: 'linear' },
    opset: 10,
  },
  {
    operator: 'Upsample',
    inputs: [floats([1, 2, 2, 2]), fixed(numbers([1, 1, 2, 3]))],
    attributes: { mode: 'nearest' },
    opset: 9,
  },
  {
    operator: 'Upsample',
    about: 'of opset 7',
    inputs: [floats([1, 2, 2, 2])],
    attributes: { mode: 'linear', scales: [1, 1, 2, 2] },
    opset: 7,
  },
  { operator: 'DepthToSpace', inputs: [floats([1, 8, 1, 2])], attributes: { blocksize: 2 } },
  {
    operator: 'DepthToSpace',
    about: 'channels first',
    inputs: [floats([1, 8, 1, 2])],
    attributes: { blocksize: 2, mode: 'CRD' },
  },
  { operator: 'SpaceToDepth', inputs: [floats([1, 2, 2, 4])], attributes: { blocksize: 2 } },
]

/** Where the gradients of the operators that networks are made of are tried: one row or more an operator. */
export const networkCases: readonly GradientCase[] = [
  ...activations,
  ...convolutions,
  ...pools,
  ...normalisations,
  ...products,
  ...sizes,
]

/** Operators of that registry that have no gradient, and why. */
export const networkWithoutGradient: Readonly<Record<string, string>> = {
  Hardmax: 'its numbers are 0 and 1, whatever moves',
}
