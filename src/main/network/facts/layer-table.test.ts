import { describe, expect, it } from 'vitest'
import { dataPath, hasData } from '../../../../test/data.ts'
import { tinyNetwork } from '../../../../test/tiny-network.ts'
import type { Graph, Layer } from '../graph.ts'
import { openNetwork } from '../open.ts'
import { layerFacts, layerTable } from './layer-table.ts'

type Params = Layer['params']
const layer = (type: string, name: string, bottoms: string | string[], params: Params = {}): Layer => ({
  ...{ type, name, params },
  bottoms: [bottoms].flat(),
  tops: [name],
})
const graph = (side: number, layers: Layer[]): Graph => ({
  name: '',
  input: { blob: 'data', shape: [3, side, side] },
  layers,
})
const convolution = (name: string, bottom: string, outputs: number, side: number, more: Params = {}) =>
  layer('Convolution', name, bottom, { outputs, kernel: [side, side], ...more })
const pool = (name: string, bottom: string, side: number, more: Params = {}) =>
  layer('Pooling', name, bottom, { method: 'max', kernel: [side, side], stride: [2, 2], ...more })
const inner = (name: string, bottom: string, outputs: number) =>
  layer('InnerProduct', name, bottom, { outputs })

/** Krizhevsky et al. 2012, as Caffe's reference network has it. */
const caffeNet = graph(227, [
  convolution('conv1', 'data', 96, 11, { stride: [4, 4] }),
  pool('pool1', 'conv1', 3),
  layer('LRN', 'norm1', 'pool1', { size: 5, alpha: 1e-4 }),
  convolution('conv2', 'norm1', 256, 5, { pad: [2, 2], groups: 2 }),
  pool('pool2', 'conv2', 3),
  convolution('conv3', 'pool2', 384, 3, { pad: [1, 1] }),
  convolution('conv4', 'conv3', 384, 3, { pad: [1, 1], groups: 2 }),
  convolution('conv5', 'conv4', 256, 3, { pad: [1, 1], groups: 2 }),
  pool('pool5', 'conv5', 3),
  inner('fc6', 'pool5', 4096),
  inner('fc7', 'fc6', 4096),
  inner('fc8', 'fc7', 1000),
])

/** Simonyan & Zisserman 2014, configuration D. */
function vgg16(): Graph {
  const layers: Layer[] = []
  let bottom = 'data'
  for (const [stage, [outputs, depth]] of Object.entries([
    [64, 2],
    [128, 2],
    [256, 3],
    [512, 3],
    [512, 3],
  ] as const)) {
    for (let i = 1; i <= depth; i++) {
      const name = `conv${Number(stage) + 1}_${i}`
      layers.push(convolution(name, bottom, outputs, 3, { pad: [1, 1] }))
      bottom = name
    }
    const name = `pool${Number(stage) + 1}`
    layers.push(pool(name, bottom, 2))
    bottom = name
  }
  return graph(224, [
    ...layers,
    inner('fc6', bottom, 4096),
    inner('fc7', 'fc6', 4096),
    inner('fc8', 'fc7', 1000),
  ])
}

const factsOf = (of: Graph) => new Map(layerFacts(of, new Map()).map((one) => [one.layer.name, one]))
const total = (of: Graph) => layerFacts(of, new Map()).reduce((sum, one) => sum + one.multiplyAdds, 0)

describe('multiply-adds', () => {
  it('are those published of CaffeNet and VGG-16', () => {
    // Canziani et al. 2016 and many others: 0.72 and 15.5 thousand million. By hand: outputs × filter, layer by layer.
    const conv = 55 ** 2 * 96 * 363 + 27 ** 2 * 256 * 1200 + 13 ** 2 * (384 * 2304 + 384 * 1728 + 256 * 1728)
    expect(total(caffeNet)).toBe(conv + 9216 * 4096 + 4096 * 4096 + 4096 * 1000)
    expect(total(caffeNet) / 1e6).toBeCloseTo(724.4, 1)
    expect(total(vgg16()) / 1e9).toBeCloseTo(15.47, 2)
  })

  it('of a group are a share of the filter', () => {
    expect(factsOf(caffeNet).get('conv2')?.multiplyAdds).toBe(27 * 27 * 256 * 48 * 25)
    expect(factsOf(caffeNet).get('pool2')?.multiplyAdds).toBe(0)
  })
})

describe('the receptive field', () => {
  it('is that published of AlexNet and VGG-16', () => {
    // Araujo, Norris & Sim 2019, table 1 (their AlexNet takes 224 pixels, which changes no field): 195 and 212, stride 32.
    const fields = factsOf(caffeNet)
    expect(fields.get('conv1')?.receptiveField).toEqual({ size: [11, 11], stride: [4, 4] })
    expect(fields.get('norm1')?.receptiveField).toEqual({ size: [19, 19], stride: [8, 8] })
    expect(fields.get('conv5')?.receptiveField).toEqual({ size: [163, 163], stride: [16, 16] })
    expect(fields.get('pool5')?.receptiveField).toEqual({ size: [195, 195], stride: [32, 32] })
    expect(factsOf(vgg16()).get('pool5')?.receptiveField).toEqual({ size: [212, 212], stride: [32, 32] })
  })

  it('is none where units have no place in the image', () => {
    expect(factsOf(caffeNet).get('fc6')?.receptiveField).toBeNull()
    const whole = graph(8, [layer('Pooling', 'all', 'data', { method: 'average', global: true })])
    expect(factsOf(whole).get('all')?.receptiveField).toBeNull()
  })

  it('of branches that meet is the largest', () => {
    const branches = graph(9, [
      convolution('narrow', 'data', 4, 1),
      convolution('wide', 'data', 4, 3, { pad: [2, 2], dilation: [2, 2] }),
      layer('Concat', 'both', ['narrow', 'wide']),
      layer('LRN', 'near', 'both', { size: 3, region: 'within' }),
    ])
    expect(factsOf(branches).get('both')?.receptiveField?.size).toEqual([5, 5])
    expect(factsOf(branches).get('near')?.receptiveField?.size).toEqual([7, 7])
  })
})

describe('layerTable', () => {
  it('has a row a layer, with what can be chosen', () => {
    const { layers, parameters, input } = layerTable(tinyNetwork())
    expect(input).toEqual({ blob: 'data', shape: [3, 24, 24] })
    expect(
      layers.map(({ name, shape, blob, parameters: count }) => [name, shape?.join(), blob, count]),
    ).toEqual([
      ['conv1', '8,10,10', null, 8 * 75 + 8],
      ['relu1', '8,10,10', 'conv1', 0],
      ['pool1', '8,5,5', 'pool1', 0],
      ['norm1', '8,5,5', 'norm1', 0],
      ['fc6', '32', null, 32 * 200 + 32],
      ['relu6', '32', 'fc6', 0],
      ['fc7', '6', 'fc7', 6 * 32 + 6],
      ['prob', '6', 'prob', 0],
    ])
    expect(parameters).toBe(608 + 6432 + 198)
    expect(layers[0]).toMatchObject({
      weights: [
        { role: 'weight', shape: [8, 3, 5, 5] },
        { role: 'bias', shape: [8] },
      ],
      bottoms: ['data'],
      constant: false,
    })
  })

  it.skipIf(!hasData)('of SqueezeNet has the published number of parameters and multiply-adds', async () => {
    const files = ['deploy.prototxt', 'squeezenet_v1.0.caffemodel']
    const network = await openNetwork(
      files.map((file) => dataPath('networks/squeezenet_v1.0', file)).join(','),
    )
    const { layers, parameters } = layerTable(network)
    // Iandola et al. 2016.
    expect(parameters).toBe(1_248_424)
    // torchvision's documentation: 0.82 thousand million for its SqueezeNet 1.0, which takes 224 pixels and does not pad conv10.
    const unpadded = network.graph.layers.map((one) =>
      one.name === 'conv10' ? { ...one, params: { ...one.params, pad: [0, 0] } } : one,
    )
    expect(total(graph(224, unpadded)) / 1e9).toBeCloseTo(0.82, 2)
    const last = layers.find(({ name }) => name === 'conv10')
    expect(last?.receptiveField?.stride).toEqual([16, 16])
  })
})
