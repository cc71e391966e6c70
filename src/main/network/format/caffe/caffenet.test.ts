import { describe, expect, it } from 'vitest'
import { inputShapes, planGraph } from '../../plan.ts'
import { parsePrototxt } from '../prototxt.ts'
import { caffeGraph } from './graph.ts'

const convolution = (name: string, bottom: string, params: string) => `
  layer { name: "${name}" type: "Convolution" bottom: "${bottom}" top: "${name}"
    param { lr_mult: 1 decay_mult: 1 } param { lr_mult: 2 decay_mult: 0 }
    convolution_param { ${params} weight_filler { type: "gaussian" std: 0.01 } bias_filler { type: "constant" } } }
  layer { name: "relu_${name}" type: "ReLU" bottom: "${name}" top: "${name}" }`
const pool = (name: string, bottom: string) => `
  layer { name: "${name}" type: "Pooling" bottom: "${bottom}" top: "${name}" pooling_param { pool: MAX kernel_size: 3 stride: 2 } }`
const norm = (name: string, bottom: string) => `
  layer { name: "${name}" type: "LRN" bottom: "${bottom}" top: "${name}" lrn_param { local_size: 5 alpha: 0.0001 beta: 0.75 } }`
const connected = (name: string, bottom: string, outputs: number) => `
  layer { name: "${name}" type: "InnerProduct" bottom: "${bottom}" top: "${name}" inner_product_param { num_output: ${outputs} } }`
const dropped = (name: string) => `
  layer { name: "relu_${name}" type: "ReLU" bottom: "${name}" top: "${name}" }
  layer { name: "drop_${name}" type: "Dropout" bottom: "${name}" top: "${name}" dropout_param { dropout_ratio: 0.5 } }`

/** Krizhevsky et al. 2012 as Caffe's reference network has it: pooling before normalisation, two groups. */
const caffeNet = `name: "CaffeNet"
  layer { name: "data" type: "Data" top: "data" top: "label" include { phase: TRAIN }
    transform_param { mirror: true crop_size: 227 mean_file: "imagenet_mean.binaryproto" }
    data_param { source: "train_lmdb" batch_size: 256 backend: LMDB } }
  layer { name: "data" type: "Data" top: "data" top: "label" include { phase: TEST }
    transform_param { mirror: false crop_size: 227 mean_file: "imagenet_mean.binaryproto" }
    data_param { source: "val_lmdb" batch_size: 50 backend: LMDB } }
  ${convolution('conv1', 'data', 'num_output: 96 kernel_size: 11 stride: 4')}
  ${pool('pool1', 'conv1')} ${norm('norm1', 'pool1')}
  ${convolution('conv2', 'norm1', 'num_output: 256 pad: 2 kernel_size: 5 group: 2')}
  ${pool('pool2', 'conv2')} ${norm('norm2', 'pool2')}
  ${convolution('conv3', 'norm2', 'num_output: 384 pad: 1 kernel_size: 3')}
  ${convolution('conv4', 'conv3', 'num_output: 384 pad: 1 kernel_size: 3 group: 2')}
  ${convolution('conv5', 'conv4', 'num_output: 256 pad: 1 kernel_size: 3 group: 2')}
  ${pool('pool5', 'conv5')}
  ${connected('fc6', 'pool5', 4096)} ${dropped('fc6')}
  ${connected('fc7', 'fc6', 4096)} ${dropped('fc7')}
  ${connected('fc8', 'fc7', 1000)}
  layer { name: "accuracy" type: "Accuracy" bottom: "fc8" bottom: "label" top: "accuracy" include { phase: TEST } }
  layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc8" bottom: "label" top: "loss" }`

describe('CaffeNet’s description for training', () => {
  const { layers, input } = caffeGraph(parsePrototxt(caffeNet, 'train_val.prototxt'), 'train_val.prototxt')
  const plan = planGraph({ name: 'CaffeNet', input: { blob: input.blob, shape: [3, 227, 227] }, layers })
  const shape = (blob: string) => plan.shapes[plan.blobs.get(blob) ?? -1]

  it('gives the shapes of the published network', () => {
    expect(['conv1', 'norm1', 'conv2', 'conv4', 'pool5', 'fc7', 'prob'].map(shape)).toEqual([
      [96, 55, 55],
      [96, 27, 27],
      [256, 27, 27],
      [384, 13, 13],
      [256, 6, 6],
      [4096],
      [1000],
    ])
  })

  it('asks for its 60,965,224 weights', () => {
    const counts = plan.steps.flatMap((step) =>
      [...step.operator.weights(inputShapes(plan, step)).values()].map((sizes) =>
        sizes.reduce((a, b) => a * b, 1),
      ),
    )
    expect(counts.reduce((a, b) => a + b, 0)).toBe(60_965_224)
  })
})
