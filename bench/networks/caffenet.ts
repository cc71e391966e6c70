import type { Graph, Layer, NetworkData, Shape, Weight } from '../../src/main/network/graph.ts'
import { inputShapes, planGraph } from '../../src/main/network/plan.ts'
import { gaussians } from './gaussians.ts'

type Extent = readonly [number, number]
const square = (size: number): Extent => [size, size]

/** A layer over `bottom` whose blob is named as itself. */
const layer = (name: string, type: string, bottom: string, params: Record<string, unknown> = {}): Layer => ({
  name,
  type,
  bottoms: [bottom],
  tops: [name],
  params,
})

/** A layer that works in place on a blob. */
const inPlace = (name: string, type: string, blob: string): Layer => ({
  ...layer(name, type, blob),
  tops: [blob],
})

function convolution(
  bottom: string,
  index: number,
  outputs: number,
  kernel: number,
  rest: Record<string, unknown>,
) {
  const name = `conv${index}`
  return [
    layer(name, 'Convolution', bottom, { outputs, kernel: square(kernel), ...rest }),
    inPlace(`relu${index}`, 'ReLU', name),
  ]
}

const pool = (name: string, bottom: string): Layer =>
  layer(name, 'Pooling', bottom, { method: 'max', kernel: square(3), stride: square(2) })

const norm = (name: string, bottom: string): Layer =>
  layer(name, 'LRN', bottom, { size: 5, alpha: 1e-4, beta: 0.75 })

function fullyConnected(bottom: string, index: number): Layer[] {
  const name = `fc${index}`
  return [
    layer(name, 'InnerProduct', bottom, { outputs: 4096 }),
    inPlace(`relu${index}`, 'ReLU', name),
    inPlace(`drop${index}`, 'Dropout', name),
  ]
}

/** BVLC's reference CaffeNet. */
const graph: Graph = {
  name: 'CaffeNet',
  input: { blob: 'data', shape: [3, 227, 227] },
  layers: [
    ...convolution('data', 1, 96, 11, { stride: square(4) }),
    pool('pool1', 'conv1'),
    norm('norm1', 'pool1'),
    ...convolution('norm1', 2, 256, 5, { pad: square(2), groups: 2 }),
    pool('pool2', 'conv2'),
    norm('norm2', 'pool2'),
    ...convolution('norm2', 3, 384, 3, { pad: square(1) }),
    ...convolution('conv3', 4, 384, 3, { pad: square(1), groups: 2 }),
    ...convolution('conv4', 5, 256, 3, { pad: square(1), groups: 2 }),
    pool('pool5', 'conv5'),
    ...fullyConnected('pool5', 6),
    ...fullyConnected('fc6', 7),
    layer('fc8', 'InnerProduct', 'fc7', { outputs: 1000 }),
    layer('prob', 'Softmax', 'fc8'),
  ],
}

/** CaffeNet with seeded Gaussian weights of variance 2 / fan-in (He et al. 2015) and no bias: 61 million of them. */
export function caffeNet(seed = 1): NetworkData {
  const draw = gaussians(seed)
  const plan = planGraph(graph)
  const weights = new Map<string, Weight>()
  for (const step of plan.steps)
    for (const [role, shape] of step.operator.weights(inputShapes(plan, step)))
      weights.set(`${step.layer.name}/${role}`, role === 'bias' ? zeros(shape) : he(shape, draw))
  return {
    graph,
    weights,
    card: {
      title: 'CaffeNet with random weights',
      description: '',
      inputSize: [227, 227],
      channelOrder: 'BGR',
      mean: [104, 117, 123],
      scale: 1,
      fit: 'squash',
      labels: [],
      ids: [],
      output: 'prob',
      source: '',
      licence: '',
    },
    notes: [],
  }
}

const units = (shape: Shape): number => shape.reduce((product, size) => product * size, 1)

const zeros = (shape: Shape): Weight => ({ shape, data: new Float32Array(units(shape)) })

function he(shape: Shape, draw: () => number): Weight {
  const deviation = Math.sqrt(2 / units(shape.slice(1)))
  return { shape, data: Float32Array.from({ length: units(shape) }, () => deviation * draw()) }
}
