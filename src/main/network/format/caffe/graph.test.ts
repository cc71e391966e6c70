import { describe, expect, it } from 'vitest'
import { parsePrototxt } from '../prototxt.ts'
import { caffeGraph } from './graph.ts'

const graph = (text: string) => caffeGraph(parsePrototxt(text, 'net.prototxt'), 'net.prototxt')
const input = 'input: "data" input_dim: 1 input_dim: 3 input_dim: 8 input_dim: 8\n'
const layer = (name: string, type: string, bottom: string, rest = '') =>
  `layer { name: "${name}" type: "${type}" bottom: "${bottom}" top: "${name}" ${rest} }\n`
const first = (text: string) => graph(input + text).layers[0]

const training = `
name: "Net"
layer { name: "train" type: "Data" top: "data" top: "label" include { phase: TRAIN } transform_param { mirror: true crop_size: 227 } }
layer { name: "test" type: "Data" top: "data" top: "label" include { phase: TEST } transform_param { crop_size: 227 } }
layer { name: "conv1" type: "Convolution" bottom: "data" top: "conv1" param { lr_mult: 1 } convolution_param { num_output: 4 kernel_size: 3 } }
layer { name: "noise" type: "Dropout" bottom: "conv1" top: "conv1" exclude { phase: TEST } }
layer { name: "aux" type: "InnerProduct" bottom: "conv1" top: "aux" inner_product_param { num_output: 2 } }
layer { name: "aux/loss" type: "SoftmaxWithLoss" bottom: "aux" bottom: "label" top: "aux/loss" loss_weight: 0.3 }
layer { name: "fc8" type: "InnerProduct" bottom: "conv1" top: "fc8" inner_product_param { num_output: 2 } }
layer { name: "accuracy" type: "Accuracy" bottom: "fc8" bottom: "label" top: "accuracy" include { phase: TEST } }
layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc8" bottom: "label" top: "loss" }
`

describe('a description for training', () => {
  it('keeps what runs in the test phase and turns the last softmax loss into a softmax', () => {
    const { name, input: found, layers, notes } = graph(training)
    expect(name).toBe('Net')
    expect(found).toMatchObject({ blob: 'data', shape: undefined, data: { name: 'test' } })
    expect(layers.map((l) => [l.name, l.type, l.bottoms, l.tops])).toEqual([
      ['conv1', 'Convolution', ['data'], ['conv1']],
      ['fc8', 'InnerProduct', ['conv1'], ['fc8']],
      ['prob', 'Softmax', ['fc8'], ['prob']],
    ])
    expect(notes).toEqual([
      'Layers that only train or measure were left out: aux/loss (SoftmaxWithLoss), accuracy (Accuracy).',
      'Classifiers that only help training were left out, with their layers: aux (InnerProduct).',
    ])
  })

  it('leaves out the loss where a softmax is there already', () => {
    const text = `${training}${layer('prob', 'Softmax', 'fc8')}`
    expect(
      graph(text)
        .layers.filter(({ type }) => type === 'Softmax')
        .map(({ name }) => name),
    ).toEqual(['prob'])
  })

  it('leaves out what is computed from labels', () => {
    const text = `${training}${layer('half', 'Power', 'label')}${layer('more', 'ReLU', 'half')}`
    expect(graph(text).layers.map(({ name }) => name)).not.toContain('more')
  })

  it.each([
    ['include { phase: TEST }', true],
    ['include { phase: TRAIN }', false],
    ['include { phase: TRAIN } include { phase: TEST }', true],
    ['include { min_level: 1 }', false],
    ['include { stage: "val" }', false],
    ['include { not_stage: "val" }', true],
    ['exclude { phase: TEST }', false],
    ['exclude { phase: TRAIN }', true],
    ['exclude { stage: "val" }', true],
  ])('follows %s', (rule, kept) => {
    const names = graph(input + layer('a', 'ReLU', 'data') + layer('b', 'ReLU', 'a', rule)).layers.map(
      (l) => l.name,
    )
    expect(names).toEqual(kept ? ['a', 'b'] : ['a'])
  })
})

describe('a description for training and deployment alike', () => {
  it('is taken as deployed', () => {
    const text = `
      layer { name: "data" type: "Data" top: "data" top: "label" include { stage: "train" } }
      layer { name: "data" type: "Data" top: "data" top: "label" include { stage: "val" } }
      layer { name: "data" type: "Input" top: "data" include { stage: "deploy" } input_param { shape { dim: [1, 1, 28, 28] } } }
      layer { name: "scale" type: "Power" bottom: "data" top: "scaled" power_param { scale: 0.0125 } }
      layer { name: "ip" type: "InnerProduct" bottom: "scaled" top: "ip" inner_product_param { num_output: 2 } }
      layer { name: "loss" type: "SoftmaxWithLoss" bottom: "ip" bottom: "label" top: "loss" exclude { stage: "deploy" } }
      layer { name: "softmax" type: "Softmax" bottom: "ip" top: "softmax" include { stage: "deploy" } }`
    const { input: found, layers, notes } = graph(text)
    expect(found.shape).toEqual([1, 28, 28])
    expect(layers.map(({ name }) => name)).toEqual(['scale', 'ip', 'softmax'])
    expect(notes).toEqual([])
  })
})

describe('inputs', () => {
  it.each([
    ['input_dim', input],
    ['input_shape', 'input: "data" input_shape { dim: 1 dim: 3 dim: 8 dim: 8 }'],
    [
      'an Input layer',
      'layer { name: "data" type: "Input" top: "data" input_param { shape: { dim: 1 dim: 3 dim: 8 dim: 8 } } }',
    ],
  ])('are taken from %s', (_, text) => {
    expect(graph(`${text}\n${layer('a', 'ReLU', 'data')}`).input).toMatchObject({
      blob: 'data',
      shape: [3, 8, 8],
    })
  })

  it.each([
    ['', 'it has no input'],
    [
      'input: "data" input_dim: 1 input_dim: 4 input_dim: 8 input_dim: 8',
      'the input "data" is 1 × 4 × 8 × 8, where',
    ],
    [
      'input: "data" input_dim: 1 input_dim: 3 input_dim: 0 input_dim: 8',
      'the input "data" is 1 × 3 × 0 × 8, where',
    ],
    ['input: "data" input_dim: 10', 'the input "data" is 10, where'],
    ['input: "data"', 'the input "data" has no dimensions, where'],
  ])('are refused: %j', (text, message) => {
    expect(() => graph(`${text}\n${layer('a', 'ReLU', 'data')}`)).toThrow(`net.prototxt: ${message}`)
  })

  it('are refused where there are several', () => {
    const two =
      'input: "a" input: "b" input_shape { dim: 1 dim: 3 dim: 8 dim: 8 } input_shape { dim: 1 dim: 3 dim: 8 dim: 8 }'
    expect(() => graph(`${two}\n${layer('x', 'ReLU', 'a')}${layer('y', 'ReLU', 'b')}`)).toThrow(
      'the network takes "a" and "b"',
    )
  })
})

describe('parameters', () => {
  it.each([
    [
      'Convolution',
      'convolution_param { num_output: 4 kernel_size: 3 }',
      { outputs: 4, kernel: [3, 3], stride: [1, 1], pad: [0, 0], dilation: [1, 1], groups: 1, bias: true },
    ],
    [
      'Convolution',
      'convolution_param { num_output: 4 kernel_h: 1 kernel_w: 7 pad_h: 0 pad_w: 3 stride: 2 dilation: 2 dilation: 1 group: 2 bias_term: false }',
      { outputs: 4, kernel: [1, 7], stride: [2, 2], pad: [0, 3], dilation: [2, 1], groups: 2, bias: false },
    ],
    [
      'Pooling',
      'pooling_param { pool: AVE kernel_size: 3 stride: 2 pad: 1 }',
      { method: 'average', kernel: [3, 3], stride: [2, 2], pad: [1, 1], global: false, rounding: 'ceil' },
    ],
    [
      'Pooling',
      'pooling_param { pool: AVE global_pooling: true }',
      { method: 'average', stride: [1, 1], pad: [0, 0], global: true, rounding: 'ceil' },
    ],
    [
      'Pooling',
      'pooling_param { kernel_size: 2 round_mode: FLOOR }',
      { method: 'max', kernel: [2, 2], rounding: 'floor' },
    ],
    ['LRN', '', { size: 5, alpha: 1, beta: 0.75, k: 1, region: 'across' }],
    [
      'LRN',
      'lrn_param { local_size: 3 alpha: 5e-05 norm_region: WITHIN_CHANNEL }',
      { size: 3, alpha: 5e-5, region: 'within' },
    ],
    ['ReLU', 'relu_param { negative_slope: 0.1 }', { slope: 0.1 }],
    ['PReLU', 'prelu_param { channel_shared: true }', { shared: true }],
    ['ELU', '', { alpha: 1 }],
    ['Power', 'power_param { power: 2 scale: 0.5 shift: 1 }', { power: 2, scale: 0.5, shift: 1 }],
    ['Exp', '', { base: -1, scale: 1, shift: 0 }],
    ['Concat', 'concat_param { concat_dim: 1 }', { axis: 1 }],
    ['Concat', 'concat_param { axis: 2 }', { axis: 2 }],
    ['Slice', 'slice_param { slice_point: 1 }', { axis: 1, points: [1] }],
    ['Slice', '', { axis: 1, parts: 1 }],
    ['Eltwise', '', { operation: 'sum' }],
    ['Eltwise', 'eltwise_param { operation: PROD }', { operation: 'product' }],
    ['Eltwise', 'eltwise_param { coeff: 1 coeff: -1 }', { operation: 'sum', coefficients: [1, -1] }],
    ['BatchNorm', '', { epsilon: 1e-5 }],
    ['Scale', 'scale_param { bias_term: true }', { bias: true }],
    ['Dropout', '', { ratio: 0.5 }],
    ['Softmax', '', { axis: 1 }],
    ['Flatten', '', { axis: 1, endAxis: -1 }],
    ['Reshape', 'reshape_param { shape { dim: 0 dim: -1 } }', { shape: [0, -1] }],
    ['Reshape', 'reshape_param { shape { dim: 6 } axis: 1 }', { shape: [0, 6] }],
  ])('of %s { %s }', (type, text, params) => {
    expect(first(layer('a', type, 'data', text))?.params).toMatchObject(params)
  })

  it.each([
    ['Convolution', 'convolution_param { kernel_size: 3 }', 'has no num_output'],
    ['Convolution', 'convolution_param { num_output: 3 }', 'has no kernel_size'],
    [
      'Convolution',
      'convolution_param { num_output: 3 kernel_size: [1, 2, 3] }',
      'has 3 values of kernel_size, more than two',
    ],
    [
      'Convolution',
      'convolution_param { num_output: 3 kernel_size: 3 kernel_h: 3 }',
      'has kernel_size as well as kernel_h or kernel_w',
    ],
    [
      'Convolution',
      'convolution_parm { num_output: 3 }',
      'has a field "convolution_parm" (line 2) that is not known',
    ],
    [
      'Pooling',
      'pooling_param { pool: STOCHASTIC kernel_size: 2 }',
      'pools at random (STOCHASTIC), which is for training',
    ],
    [
      'BatchNorm',
      'batch_norm_param { use_global_stats: false }',
      'normalises by the batch at hand (use_global_stats: false), which is for training',
    ],
    ['InnerProduct', 'inner_product_param { num_output: 2 axis: 2 }', 'has axis 2, and only 1 is supported'],
    [
      'Eltwise',
      'eltwise_param { operation: MAX coeff: 1 }',
      'has coefficients, which go with a sum and not with MAX',
    ],
    ['Deconvolution', '', 'is of a type that is not supported'],
  ])('of %s { %s } are refused', (type, text, message) => {
    expect(() => first(layer('a', type, 'data', text))).toThrow(
      `net.prototxt: layer "a" (${type}) ${message}.`,
    )
  })
})

describe('forms', () => {
  it('reads V1 layers by their numbers’ names', () => {
    const text = `${input}layers { name: "ip" type: INNER_PRODUCT bottom: "data" top: "ip" blobs_lr: 1 weight_decay: 0 inner_product_param { num_output: 2 } }
      layers { name: "r" type: RELU bottom: "ip" top: "ip" }
      layers { name: "loss" type: SOFTMAX_LOSS bottom: "ip" bottom: "label" top: "loss" }`
    expect(graph(text).layers.map(({ type }) => type)).toEqual(['InnerProduct', 'ReLU', 'Softmax'])
  })

  it.each([
    [
      `layers { name: "a" type: RELU bottom: "data" top: "a" } layer { name: "b" type: "ReLU" }`,
      "it has layers in both of Caffe's forms",
    ],
    [
      `layers { layer { name: "a" type: "conv" } bottom: "data" top: "a" }`,
      "its layers are in Caffe's oldest (V0) form",
    ],
    ['net_name: "x"', 'line 2: Caffe networks have no field "net_name"'],
    ['', 'it describes no layers'],
  ])('refuses %j', (text, message) => {
    expect(() => graph(input + text)).toThrow(`net.prototxt: ${message}`)
  })
})
