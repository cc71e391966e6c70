import type { NetworkData } from '../network/graph.ts'
import type { InvertibleNetwork } from './objective.ts'

/** A grey network whose only layer, `same`, holds the pixels as they are, its mean being 100. For tests. */
export function identityNetwork(height: number, width: number): InvertibleNetwork {
  const units = height * width
  const data: NetworkData = {
    graph: {
      name: 'Identity',
      input: { blob: 'data', shape: [1, height, width] },
      layers: [{ name: 'same', type: 'ReLU', bottoms: ['data'], tops: ['same'], params: {} }],
    },
    weights: new Map(),
    card: {
      ...{
        title: 'Identity',
        description: '',
        inputSize: [height, width],
        channelOrder: 'grey',
        mean: [100],
      },
      ...{ scale: 1, fit: 'squash', labels: [], ids: [], source: '', licence: '' },
    },
    notes: [],
  }
  return {
    data,
    inputShape: [height, width, 1],
    blobs: [{ name: 'same', type: 'ReLU', shape: [1, height, width], units }],
    squaredDistance: async (_, images, targets) => {
      const differences = images.map((image, i) => image.map((value, j) => value - (targets[i]?.[j] ?? 0)))
      return {
        values: Float64Array.from(differences, (d) => d.reduce((sum, value) => sum + value * value, 0)),
        gradients: differences.map((d) => d.map((value) => 2 * value)),
      }
    },
  }
}

/** Values that float32 holds exactly, as it does those a 64th beside them. */
export const exactValues = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => (((i * 7919) % 1009) - 504) / 16)

/** Central differences of a sum of float32 values over a 64th to either side, in double. */
export function slopes(x: Float32Array, sum: (x: Float32Array) => number): number[] {
  const step = 1 / 64
  return [...x].map((value, i) => (sum(x.with(i, value + step)) - sum(x.with(i, value - step))) / (2 * step))
}
