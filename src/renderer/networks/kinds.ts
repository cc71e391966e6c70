/** What an operator is to a reader of a network, whatever the framework calls it. */
export const OPERATOR_KINDS = [
  'convolution',
  'dense',
  'pooling',
  'normalisation',
  'activation',
  'arithmetic',
  'arrangement',
  'other',
] as const
export type OperatorKind = (typeof OPERATOR_KINDS)[number]

const TITLES: Readonly<Record<OperatorKind, string>> = {
  convolution: 'Convolution',
  dense: 'Dense',
  pooling: 'Pooling',
  normalisation: 'Normalisation',
  activation: 'Activation',
  arithmetic: 'Arithmetic',
  arrangement: 'Arrangement',
  other: 'Other',
}

export function kindTitle(kind: OperatorKind): string {
  return TITLES[kind]
}

/** Caffe's and ONNX's words by kind. */
const TYPES: Readonly<Record<Exclude<OperatorKind, 'other'>, readonly string[]>> = {
  convolution: ['Convolution', 'Conv', 'ConvTranspose', 'Deconvolution'],
  dense: ['InnerProduct', 'Gemm', 'MatMul', 'Einsum'],
  pooling: [
    'Pooling',
    'MaxPool',
    'AveragePool',
    'LpPool',
    'GlobalAveragePool',
    'GlobalMaxPool',
    'GlobalLpPool',
    'ReduceMean',
    'ReduceMax',
    'ReduceSum',
    'ReduceL2',
  ],
  normalisation: [
    'LRN',
    'BatchNorm',
    'BatchNormalization',
    'InstanceNormalization',
    'LayerNormalization',
    'GroupNormalization',
    'LpNormalization',
    'MeanVarianceNormalization',
    'Scale',
    'Bias',
  ],
  activation: [
    'ReLU',
    'Relu',
    'PReLU',
    'PRelu',
    'LeakyRelu',
    'ELU',
    'Elu',
    'Selu',
    'Celu',
    'Gelu',
    'Mish',
    'Sigmoid',
    'HardSigmoid',
    'HardSwish',
    'Softplus',
    'Softsign',
    'ThresholdedRelu',
    'TanH',
    'Tanh',
    'Erf',
    'BNLL',
    'AbsVal',
    'Abs',
    'Clip',
    'Softmax',
    'LogSoftmax',
    'Dropout',
  ],
  arithmetic: [
    'Eltwise',
    'Add',
    'Sub',
    'Mul',
    'Div',
    'Sum',
    'Mean',
    'Max',
    'Min',
    'Pow',
    'Power',
    'Sqrt',
    'Reciprocal',
    'Neg',
    'Exp',
    'Log',
  ],
  arrangement: [
    'Concat',
    'Slice',
    'Split',
    'Flatten',
    'Reshape',
    'Transpose',
    'Squeeze',
    'Unsqueeze',
    'Expand',
    'Tile',
    'Pad',
    'Gather',
    'GatherElements',
    'Resize',
    'Upsample',
    'Identity',
    'Cast',
    'Where',
    'DepthToSpace',
    'SpaceToDepth',
  ],
}

const BY_TYPE: ReadonlyMap<string, OperatorKind> = new Map(
  OPERATOR_KINDS.flatMap((kind) =>
    kind === 'other' ? [] : TYPES[kind].map((type): [string, OperatorKind] => [type, kind]),
  ),
)

/** The kind of an operator by its type's name. */
export function operatorKind(type: string): OperatorKind {
  return BY_TYPE.get(type) ?? 'other'
}
