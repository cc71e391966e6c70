import { describe, expect, it } from 'vitest'
import { dataPath, hasData } from '../../../../test/data.ts'
import type { Graph, Layer, Weight } from '../graph.ts'
import { openNetwork } from '../open.ts'
import { layerFacts, layerTable } from './layer-table.ts'

const node = (type: string, name: string, bottoms: string[], params: Layer['params'] = {}): Layer => ({
  ...{ type, name, bottoms, params },
  tops: [name],
})
const weight = (...shape: number[]): Weight => ({
  shape,
  data: new Float32Array(shape.reduce((product, size) => product * size, 1)),
})

/** Graphs of an image of 3 × 16 × 16. */
const graph = (...layers: Layer[]): Graph => ({
  name: '',
  dialect: { name: 'onnx', opset: 13 },
  input: { blob: 'data', shape: [3, 16, 16] },
  layers,
})

const weights = new Map([
  ['w1', weight(8, 3, 3, 3)],
  ['w2', weight(8, 1, 5, 5)],
  ['squeeze', weight(8, 8, 1, 1)],
  ['fc', weight(8, 10)],
  ['up', weight(8, 4, 2, 2)],
])

const factsOf = (...layers: Layer[]) =>
  new Map(layerFacts(graph(...layers), weights).map((one) => [one.layer.name, one]))

describe('layers in ONNX’s dialect', () => {
  const conv1 = node('Conv', 'conv1', ['data', 'w1'], { strides: [2, 2], pads: [1, 1, 1, 1] })
  const depthwise = node('Conv', 'conv2', ['conv1', 'w2'], { group: 8, pads: [2, 2, 2, 2] })

  it('cost what their outputs are sums of', () => {
    const facts = factsOf(
      ...[conv1, depthwise, node('GlobalAveragePool', 'pool', ['conv2'])],
      ...[node('Flatten', 'flat', ['pool']), node('Gemm', 'scores', ['flat', 'fc'])],
    )
    expect(facts.get('conv1')).toMatchObject({ shape: [8, 8, 8], multiplyAdds: 8 * 8 * 8 * 27 })
    expect(facts.get('conv2')).toMatchObject({ multiplyAdds: 8 * 8 * 8 * 25 })
    expect(facts.get('scores')).toMatchObject({ shape: [10], multiplyAdds: 80, receptiveField: null })
    expect(facts.get('conv1')?.weights).toEqual([{ key: 'w1', role: 'w1', shape: [8, 3, 3, 3] }])
  })

  it('see what their windows reach over, squeeze and excitation left aside', () => {
    const facts = factsOf(
      ...[conv1, depthwise, node('GlobalAveragePool', 'pool', ['conv2'])],
      ...[node('Conv', 'gate', ['pool', 'squeeze']), node('Mul', 'excited', ['conv2', 'gate'])],
      node('ConvTranspose', 'wide', ['excited', 'up'], { strides: [2, 2] }),
    )
    expect(facts.get('conv1')?.receptiveField).toEqual({ size: [3, 3], stride: [2, 2] })
    expect(facts.get('conv2')?.receptiveField).toEqual({ size: [11, 11], stride: [2, 2] })
    expect(facts.get('pool')?.receptiveField).toBeNull()
    expect(facts.get('excited')?.receptiveField).toEqual({ size: [11, 11], stride: [2, 2] })
    // Two by two and stride two: each of its units comes of one.
    expect(facts.get('wide')).toMatchObject({
      ...{ shape: [4, 16, 16], multiplyAdds: 8 * 8 * (8 * 4 * 4) },
      receptiveField: { size: [11, 11], stride: [1, 1] },
    })
  })

  it.skipIf(!hasData)('of SqueezeNet are the same as in Caffe’s words', async () => {
    const file = (name: string) => dataPath('networks', 'squeezenet_v1.0', name)
    const caffe = layerTable(
      await openNetwork([file('deploy.prototxt'), file('squeezenet_v1.0.caffemodel')].join(',')),
    )
    const onnx = layerTable(await openNetwork(file('squeezenet_v1.0.onnx')))
    expect(onnx.multiplyAdds).toBe(caffe.multiplyAdds)
    expect(onnx.parameters).toBe(caffe.parameters)
    const fields = ({ layers }: typeof caffe) =>
      layers
        .filter(({ type }) => type.startsWith('Conv'))
        .map(({ shape, receptiveField, parameters }) => ({ shape, receptiveField, parameters }))
    expect(fields(onnx)).toEqual(fields(caffe))
    // What is dropped out repeats fire9/concat; pool10, flattened, is a result of the file.
    const chosen = onnx.layers.slice(-6).map(({ blob }) => blob)
    expect(chosen).toEqual([null, 'conv10_pre', 'conv10', 'pool10_4d', 'pool10', 'prob'])
  })
})
