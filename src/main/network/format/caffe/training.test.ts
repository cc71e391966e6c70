import { describe, expect, it } from 'vitest'
import { readArchitecture } from '../../catalogue.ts'
import { inferShapes } from '../../plan.ts'
import { parameterCount } from '../../weight-shapes.ts'
import { parsePrototxt } from '../prototxt.ts'
import { caffeGraph } from './graph.ts'

const graph = (text: string) => caffeGraph(parsePrototxt(text, 'net.prototxt'), 'net.prototxt')
const v1 = (name: string, type: string, bottom: string, top: string, rest = ''): string =>
  `layers { bottom: "${bottom}" top: "${top}" name: "${name}" type: ${type} ${rest} }\n`
const v2 = (name: string, type: string, bottom: string, rest = ''): string =>
  `layer { name: "${name}" type: "${type}" bottom: "${bottom}" top: "${name}" ${rest} }\n`
const names = (found: { readonly layers: readonly { readonly name: string }[] }): string[] =>
  found.layers.map(({ name }) => name)

describe('LeNet’s description for training', () => {
  const lenet = `name: "LeNet"
    layer { name: "mnist" type: "Data" top: "data" top: "label" include { phase: TRAIN }
      transform_param { scale: 0.00390625 } data_param { source: "train" batch_size: 64 backend: LMDB } }
    layer { name: "mnist" type: "Data" top: "data" top: "label" include { phase: TEST }
      transform_param { scale: 0.00390625 } data_param { source: "test" batch_size: 100 backend: LMDB } }
    ${v2('conv1', 'Convolution', 'data', 'param { lr_mult: 1 } param { lr_mult: 2 } convolution_param { num_output: 20 kernel_size: 5 stride: 1 weight_filler { type: "xavier" } bias_filler { type: "constant" } }')}
    ${v2('pool1', 'Pooling', 'conv1', 'pooling_param { pool: MAX kernel_size: 2 stride: 2 }')}
    ${v2('conv2', 'Convolution', 'pool1', 'convolution_param { num_output: 50 kernel_size: 5 stride: 1 weight_filler { type: "xavier" } }')}
    ${v2('pool2', 'Pooling', 'conv2', 'pooling_param { pool: MAX kernel_size: 2 stride: 2 }')}
    ${v2('ip1', 'InnerProduct', 'pool2', 'inner_product_param { num_output: 500 }')}
    layer { name: "relu1" type: "ReLU" bottom: "ip1" top: "ip1" }
    ${v2('ip2', 'InnerProduct', 'ip1', 'inner_product_param { num_output: 10 }')}
    layer { name: "accuracy" type: "Accuracy" bottom: "ip2" bottom: "label" top: "accuracy" include { phase: TEST } }
    layer { name: "loss" type: "SoftmaxWithLoss" bottom: "ip2" bottom: "label" top: "loss" }`

  it('is the architecture’s graph, of which two data layers bring the images', () => {
    const found = graph(lenet)
    expect(found.input).toMatchObject({ blob: 'data', absent: new Set(['label']) })
    const layers = found.layers.map(({ name, type, bottoms, tops, params }) => ({
      ...{ name, type, bottoms, tops, params },
    }))
    expect(layers).toEqual(readArchitecture('lenet').graph.layers)
  })
})

describe('a description in the manner of GoogLeNet’s', () => {
  const head = (name: string, bottom: string, weight: string): string =>
    v2(`${name}/ave_pool`, 'Pooling', bottom, 'pooling_param { pool: AVE kernel_size: 3 stride: 3 }') +
    v2(`${name}/fc`, 'InnerProduct', `${name}/ave_pool`, 'inner_product_param { num_output: 8 }') +
    `layer { name: "${name}/relu_fc" type: "ReLU" bottom: "${name}/fc" top: "${name}/fc" }
     layer { name: "${name}/drop_fc" type: "Dropout" bottom: "${name}/fc" top: "${name}/fc" dropout_param { dropout_ratio: 0.7 } }` +
    v2(`${name}/classifier`, 'InnerProduct', `${name}/fc`, 'inner_product_param { num_output: 5 }') +
    `layer { name: "${name}/loss" type: "SoftmaxWithLoss" bottom: "${name}/classifier" bottom: "label" top: "${name}/loss1" ${weight} }
     layer { name: "${name}/top-1" type: "Accuracy" bottom: "${name}/classifier" bottom: "label" top: "${name}/top-1" include { phase: TEST } }`
  const convolution = (name: string, bottom: string): string =>
    v2(name, 'Convolution', bottom, 'convolution_param { num_output: 4 kernel_size: 3 pad: 1 }') +
    `layer { name: "relu_${name}" type: "ReLU" bottom: "${name}" top: "${name}" }`
  const net = (mainWeight: string): string => `
    layer { name: "data" type: "Data" top: "data" top: "label" include { phase: TRAIN } transform_param { mirror: true crop_size: 12 } }
    layer { name: "data" type: "Data" top: "data" top: "label" include { phase: TEST } transform_param { mirror: false crop_size: 12 } }
    ${convolution('a', 'data')} ${head('loss1', 'a', 'loss_weight: 0.3')}
    ${convolution('b', 'a')} ${head('loss2', 'b', 'loss_weight: 0.3')}
    ${convolution('c', 'b')} ${head('loss3', 'c', mainWeight)}`

  it.each([['loss_weight: 1'], ['']])('keeps the main branch alone (%j)', (weight) => {
    const found = graph(net(weight))
    const main = ['ave_pool', 'fc', 'relu_fc', 'drop_fc', 'classifier'].map((name) => `loss3/${name}`)
    expect(names(found)).toEqual(['a', 'relu_a', 'b', 'relu_b', 'c', 'relu_c', ...main, 'prob'])
    expect(found.notes[1]).toMatch(
      /^Classifiers that only help training were left out, with their layers: loss1\/ave_pool \(Pooling\), loss1\/fc/,
    )
  })

  it('keeps two heads that count alike', () => {
    const found = graph(net('').replaceAll('loss_weight: 0.3', ''))
    expect(names(found)).toContain('loss1/classifier')
    expect(found.notes).toHaveLength(1)
  })

  it('keeps what a head of training shares with the rest', () => {
    const text = `${net('')}${v2('more', 'Power', 'loss1/fc')}`
    const kept = names(graph(text))
    expect(kept).toContain('loss1/drop_fc')
    expect(kept).not.toContain('loss1/classifier')
  })
})

describe('a description whose loss is of phase TRAIN alone', () => {
  // As Network in Network's, V1: phase TEST has an accuracy and no softmax.
  const text = `name: "nin"
    layers { top: "data" top: "label" name: "data" type: DATA transform_param { crop_size: 8 mean_file: "mean" } include: { phase: TRAIN } }
    layers { top: "data" top: "label" name: "data" type: DATA transform_param { crop_size: 8 mean_file: "mean" } include: { phase: TEST } }
    ${v1('conv4-8', 'CONVOLUTION', 'data', 'conv4', 'blobs_lr: 1 weight_decay: 1 convolution_param { num_output: 8 kernel_size: 1 }')}
    ${v1('relu', 'RELU', 'conv4', 'conv4')} ${v1('pool4', 'POOLING', 'conv4', 'pool4', 'pooling_param { pool: AVE kernel_size: 8 }')}
    layers { name: "accuracy" type: ACCURACY bottom: "pool4" bottom: "label" top: "accuracy" include: { phase: TEST } }
    layers { bottom: "pool4" bottom: "label" name: "loss" type: SOFTMAX_LOSS include: { phase: TRAIN } }`

  it('has its softmax, and blobs that are not called as their layers', () => {
    const { layers, input } = graph(text)
    expect(layers.map(({ name, tops }) => [name, tops[0]])).toEqual([
      ['conv4-8', 'conv4'],
      ['relu', 'conv4'],
      ['pool4', 'pool4'],
      ['prob', 'prob'],
    ])
    const found = { name: 'nin', input: { blob: input.blob, shape: [3, 8, 8] }, layers }
    expect(Object.fromEntries(inferShapes(found))).toMatchObject({ conv4: [8, 8, 8], prob: [8, 1, 1] })
    expect(parameterCount(found)).toBe(32)
  })
})

describe('what a description does in phase TRAIN', () => {
  const input = 'input: "data" input_shape { dim: [1, 3, 8, 8] }\n'

  it('is not done: pooling, dropping and branches of that phase', () => {
    const text =
      input +
      v2('a', 'Pooling', 'data', 'phase: TRAIN pooling_param { kernel_size: 2 }') +
      v2('b', 'Dropout', 'a', 'phase: TRAIN') +
      v2('noise', 'Power', 'b', 'include { phase: TRAIN }') +
      v2('c', 'ReLU', 'b')
    const found = graph(text)
    expect(names(found)).toEqual(['a', 'b', 'c'])
    expect(found.notes).toEqual([
      'Layers that the description sets to phase TRAIN work as once trained: a, b.',
    ])
  })

  it('is refused where it changes what is computed', () => {
    expect(() => graph(input + v2('bn', 'BatchNorm', 'data', 'phase: TRAIN'))).toThrow(
      'net.prototxt: layer "bn" (BatchNorm) is set to phase TRAIN, in which it normalises by the batch at hand.',
    )
  })

  it('measures: an ArgMax at the end is left out', () => {
    const found = graph(`${input}${v2('ip', 'InnerProduct', 'data', 'inner_product_param { num_output: 2 }')}
      layer { name: "best" type: "ArgMax" bottom: "ip" top: "best" argmax_param { out_max_val: true } }`)
    expect(names(found)).toEqual(['ip'])
    expect(found.notes).toEqual(['Layers that only train or measure were left out: best (ArgMax).'])
  })
})

describe('inputs for training', () => {
  it('may be declared, labels among them', () => {
    const text = `layer { name: "data" type: "Input" top: "data" input_param { shape { dim: [1, 3, 8, 8] } } }
      layer { name: "label" type: "Input" top: "label" input_param { shape { dim: 1 } } }
      ${v2('ip', 'InnerProduct', 'data', 'inner_product_param { num_output: 2 }')}
      layer { name: "loss" type: "SoftmaxWithLoss" bottom: "ip" bottom: "label" top: "loss" }`
    const found = graph(text)
    expect(found.input).toMatchObject({ blob: 'data', shape: [3, 8, 8] })
    expect(names(found)).toEqual(['ip', 'prob'])
  })

  it('of other kinds are refused by name', () => {
    const text = `layer { name: "images" type: "Python" top: "data" top: "label"
        python_param { module: "my_layers" layer: "Images" param_str: "{'batch': 10}" } }
      ${v2('r', 'ReLU', 'data')}`
    expect(() => graph(text)).toThrow(
      'net.prototxt: its images come from layer "images" of type Python, which is not supported; use the description for deployment.',
    )
  })
})

describe('layers that cannot be run', () => {
  const input = 'input: "data" input_shape { dim: [1, 3, 8, 8] }\n'
  it.each([
    [
      'Python',
      'python_param { module: "m" layer: "L" param_str: "1" }',
      'runs Python code of its own, which is never executed',
    ],
    [
      'Deconvolution',
      'convolution_param { num_output: 2 kernel_size: 4 }',
      'is of a type that is not supported',
    ],
    ['Crop', 'crop_param { axis: 2 offset: 5 }', 'is of a type that is not supported'],
    ['SPP', 'spp_param { pyramid_height: 2 }', 'is of a type that is not supported'],
    ['ROIPooling', 'roi_pooling_param { pooled_w: 6 }', 'is of a type that is not supported'],
  ])('are named with their type: %s', (type, params, reason) => {
    expect(() => graph(input + v2('up', type, 'data', params))).toThrow(
      `net.prototxt: layer "up" (${type}) ${reason}.`,
    )
  })

  it('do no harm where they only train', () => {
    const text = `${input}${v2('ip', 'InnerProduct', 'data', 'inner_product_param { num_output: 2 }')}
      ${v2('own', 'Python', 'ip', 'include { phase: TRAIN } python_param { module: "m" layer: "L" }')}`
    expect(names(graph(text))).toEqual(['ip'])
  })

  it('are not refused for what a branch of Caffe writes into a filler', () => {
    const filler = 'weight_filler { type: "gaussian" std: 0.1 diag_val: 1 }'
    const text = `${input}${v2('c', 'Convolution', 'data', `convolution_param { num_output: 2 kernel_size: 1 ${filler} }`)}`
    expect(names(graph(text))).toEqual(['c'])
  })
})
