import type { Layer, NetworkData, Weight } from '../src/main/network/graph.ts'

/** Numbers in [0, 1) that are the same in every run (Tommy Ettinger's mulberry32, public domain). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const layer = (
  type: string,
  name: string,
  bottom: string,
  top: string,
  params: Layer['params'] = {},
): Layer => ({
  name,
  type,
  bottoms: [bottom],
  tops: [top],
  params,
})

const layers = [
  layer('Convolution', 'conv1', 'data', 'conv1', { outputs: 8, kernel: [5, 5], stride: [2, 2] }),
  layer('ReLU', 'relu1', 'conv1', 'conv1'),
  layer('Pooling', 'pool1', 'conv1', 'pool1', { method: 'max', kernel: [3, 3], stride: [2, 2] }),
  layer('LRN', 'norm1', 'pool1', 'norm1', { size: 5, alpha: 1e-4, beta: 0.75 }),
  layer('InnerProduct', 'fc6', 'norm1', 'fc6', { outputs: 32 }),
  layer('ReLU', 'relu6', 'fc6', 'fc6'),
  layer('InnerProduct', 'fc7', 'fc6', 'fc7', { outputs: 6 }),
  layer('Softmax', 'prob', 'fc7', 'prob'),
]

/**
 * A network in CaffeNet's manner with random He weights, small enough to make an adversary in a second: 24 × 24 RGB,
 * conv1, pool1, norm1, fc6 (32 units), fc7 and prob (six classes).
 */
export function tinyNetwork(seed = 1): NetworkData {
  const random = seeded(seed)
  const weight = (...shape: number[]): Weight => {
    const [outputs = 1, ...rest] = shape
    const inputs = rest.reduce((product, size) => product * size, 1)
    // Uniform with variance 2 / inputs.
    const width = Math.sqrt(6 / inputs)
    return { shape, data: Float32Array.from({ length: outputs * inputs }, () => (2 * random() - 1) * width) }
  }
  const bias = (outputs: number): Weight => ({ shape: [outputs], data: new Float32Array(outputs).fill(0.1) })
  return {
    graph: { name: 'Tiny', input: { blob: 'data', shape: [3, 24, 24] }, layers },
    weights: new Map(
      [
        ['conv1/weight', weight(8, 3, 5, 5)],
        ['conv1/bias', bias(8)],
        ['fc6/weight', weight(32, 200)],
        ['fc6/bias', bias(32)],
        ['fc7/weight', weight(6, 32)],
        ['fc7/bias', bias(6)],
      ].map(([name, value]) => [name, value] as [string, Weight]),
    ),
    card: {
      title: 'Tiny',
      description: 'Random weights, for tests.',
      inputSize: [24, 24],
      channelOrder: 'BGR',
      mean: [104, 117, 123],
      scale: 1 / 64,
      fit: 'squash',
      labels: ['ash', 'birch', 'cedar', 'date', 'elm', 'fir'],
      ids: [],
      output: 'prob',
      source: 'made by a test',
      licence: 'MIT',
    },
    notes: [],
  }
}
