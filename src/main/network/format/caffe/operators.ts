import type { Message } from '../protobuf/message.ts'
import { type Pair, spatialPair } from './spatial.ts'
import { UnsupportedError } from './unsupported.ts'

/** What a layer's parameters become, or (thrown) why they cannot. */
export interface Conversion {
  /** The parameter message's field in a layer. */
  readonly field?: string
  /** `tops` is how many blobs the layer makes. */
  params?(message: Message, tops: number): Record<string, unknown>
  /** Roles of the layer's weights in the order of its blobs; `bias` only where the parameters ask for one. */
  readonly roles?: readonly string[]
}

const activation: Conversion = {}

/** Caffe's layer types that run, each with the parameters that the operator of the same name takes. */
export const conversions: Readonly<Record<string, Conversion>> = {
  Convolution: { field: 'convolution_param', params: convolution, roles: ['weight', 'bias'] },
  Pooling: { field: 'pooling_param', params: pooling },
  LRN: { field: 'lrn_param', params: localResponse },
  InnerProduct: { field: 'inner_product_param', params: innerProduct, roles: ['weight', 'bias'] },
  ReLU: { field: 'relu_param', params: (m) => ({ slope: m.number('negative_slope') ?? 0 }) },
  PReLU: {
    field: 'prelu_param',
    params: (m) => ({ shared: m.flag('channel_shared') ?? false }),
    roles: ['weight'],
  },
  ELU: { field: 'elu_param', params: (m) => ({ alpha: m.number('alpha') ?? 1 }) },
  Sigmoid: activation,
  TanH: activation,
  AbsVal: activation,
  BNLL: activation,
  Power: {
    field: 'power_param',
    params: (m) => ({
      power: m.number('power') ?? 1,
      scale: m.number('scale') ?? 1,
      shift: m.number('shift') ?? 0,
    }),
  },
  Exp: { field: 'exp_param', params: base },
  Log: { field: 'log_param', params: base },
  Concat: {
    field: 'concat_param',
    params: (m) => ({ axis: m.number('axis') ?? m.number('concat_dim') ?? 1 }),
  },
  Slice: {
    field: 'slice_param',
    params: (m, tops) => ({
      axis: m.number('axis') ?? m.number('slice_dim') ?? 1,
      ...(m.has('slice_point') ? { points: m.numbers('slice_point') } : { parts: tops }),
    }),
  },
  Split: { params: (_, tops) => ({ parts: tops }) },
  Eltwise: { field: 'eltwise_param', params: eltwise },
  BatchNorm: { field: 'batch_norm_param', params: batchNorm, roles: ['mean', 'variance', 'scale'] },
  Scale: { field: 'scale_param', params: scale, roles: ['weight', 'bias'] },
  Bias: { field: 'bias_param', params: bias, roles: ['bias'] },
  Dropout: { field: 'dropout_param', params: (m) => ({ ratio: m.number('dropout_ratio') ?? 0.5 }) },
  Softmax: { field: 'softmax_param', params: (m) => ({ axis: m.number('axis') ?? 1 }) },
  Flatten: { field: 'flatten_param', params: flatten },
  Reshape: { field: 'reshape_param', params: reshape },
}

function convolution(m: Message) {
  only(m, 'axis', 1)
  return {
    outputs: required(m, 'num_output'),
    kernel: spatialPair(m, 'kernel_size', 'kernel_h', 'kernel_w') ?? missing('kernel_size'),
    stride: spatialPair(m, 'stride', 'stride_h', 'stride_w') ?? [1, 1],
    pad: spatialPair(m, 'pad', 'pad_h', 'pad_w', 0) ?? [0, 0],
    dilation: spatialPair(m, 'dilation') ?? [1, 1],
    groups: m.number('group') ?? 1,
    bias: m.flag('bias_term') ?? true,
  }
}

function pooling(m: Message) {
  const pool = m.text('pool') ?? 'MAX'
  if (pool === 'STOCHASTIC') throw new UnsupportedError('pools at random (STOCHASTIC), which is for training')
  const global = m.flag('global_pooling') ?? false
  const kernel: Pair | undefined = spatialPair(m, 'kernel_size', 'kernel_h', 'kernel_w')
  return {
    method: pool === 'AVE' ? 'average' : 'max',
    ...(global ? {} : { kernel: kernel ?? missing('kernel_size') }),
    stride: spatialPair(m, 'stride', 'stride_h', 'stride_w') ?? [1, 1],
    pad: spatialPair(m, 'pad', 'pad_h', 'pad_w', 0) ?? [0, 0],
    global,
    rounding: m.text('round_mode') === 'FLOOR' ? 'floor' : 'ceil',
  }
}

function localResponse(m: Message) {
  return {
    size: m.number('local_size') ?? 5,
    alpha: m.number('alpha') ?? 1,
    beta: m.number('beta') ?? 0.75,
    k: m.number('k') ?? 1,
    region: m.text('norm_region') === 'WITHIN_CHANNEL' ? 'within' : 'across',
  }
}

function innerProduct(m: Message) {
  only(m, 'axis', 1)
  return { outputs: required(m, 'num_output'), bias: m.flag('bias_term') ?? true }
}

function base(m: Message) {
  return { base: m.number('base') ?? -1, scale: m.number('scale') ?? 1, shift: m.number('shift') ?? 0 }
}

function eltwise(m: Message) {
  const operation = m.text('operation') ?? 'SUM'
  const coefficients = m.numbers('coeff')
  if (coefficients.length > 0 && operation !== 'SUM') {
    throw new UnsupportedError(`has coefficients, which go with a sum and not with ${operation}`)
  }
  return {
    operation: operation === 'PROD' ? 'product' : operation === 'MAX' ? 'max' : 'sum',
    ...(coefficients.length > 0 ? { coefficients } : {}),
  }
}

function batchNorm(m: Message) {
  if (m.flag('use_global_stats') === false) {
    throw new UnsupportedError(
      'normalises by the batch at hand (use_global_stats: false), which is for training',
    )
  }
  return { epsilon: m.number('eps') ?? 1e-5 }
}

function scale(m: Message) {
  only(m, 'axis', 1)
  only(m, 'num_axes', 1)
  return { bias: m.flag('bias_term') ?? false }
}

function bias(m: Message) {
  only(m, 'axis', 1)
  only(m, 'num_axes', 1)
  return {}
}

function flatten(m: Message) {
  return { axis: m.number('axis') ?? 1, endAxis: m.number('end_axis') ?? -1 }
}

function reshape(m: Message) {
  only(m, 'num_axes', -1)
  const axis = m.number('axis') ?? 0
  if (axis < 0) throw new UnsupportedError(`has axis ${axis}, which is not supported`)
  // Axes before the first that is reshaped are kept, which a shape writes as zeros.
  return { shape: [...Array<number>(axis).fill(0), ...m.message('shape').numbers('dim')] }
}

function required(m: Message, name: string): number {
  return m.number(name) ?? missing(name)
}

function missing(name: string): never {
  throw new UnsupportedError(`has no ${name}`)
}

function only(m: Message, name: string, value: number): void {
  const given = m.number(name) ?? value
  if (given !== value) throw new UnsupportedError(`has ${name} ${given}, and only ${value} is supported`)
}
