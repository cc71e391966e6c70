import { describe, expect, it } from 'vitest'
import { plainCard } from '../../../test/plain-card.ts'
import type { NetworkData } from './graph.ts'
import { canonicalJson, networkHash } from './hash.ts'

const network: NetworkData = {
  graph: {
    name: 'n',
    input: { blob: 'data', shape: [1, 2, 2] },
    layers: [
      {
        name: 'ip',
        type: 'InnerProduct',
        bottoms: ['data'],
        tops: ['ip'],
        params: { outputs: 1, bias: false },
      },
    ],
  },
  weights: new Map([['ip/weight', { shape: [1, 4], data: Float32Array.of(1, 2, 3, 4) }]]),
  card: { ...plainCard, labels: ['a'] },
  notes: [],
}
const weight = (shape: number[], ...data: number[]) =>
  new Map([['ip/weight', { shape, data: Float32Array.from(data) }]])

describe("a network's hash", () => {
  it('does not depend on what computes nothing, nor on the order of fields', () => {
    const [layer] = network.graph.layers
    const { name, type, bottoms, tops } = layer ?? { name: '', type: '', bottoms: [], tops: [] }
    const same: NetworkData = {
      ...network,
      graph: {
        ...network.graph,
        name: 'm',
        layers: [{ tops, bottoms, params: { bias: false, outputs: 1 }, type, name }],
      },
      card: { ...network.card, title: 'other', labels: ['b'], licence: 'MIT' },
      notes: ['x'],
    }
    expect(networkHash(same)).toBe(networkHash(network))
    expect(networkHash(network)).toMatch(/^[0-9a-f]{64}$/)
  })

  it.each<[string, Partial<NetworkData>]>([
    ['a weight', { weights: weight([1, 4], 1, 2, 3, 5) }],
    ['a shape', { weights: weight([2, 2], 1, 2, 3, 4) }],
    ['the scale', { card: { ...network.card, scale: 2 } }],
    ['the fit', { card: { ...network.card, fit: 'squash-crop', resizeTo: 4 } }],
    ['the output', { card: { ...network.card, output: 'ip' } }],
    ['the layers', { graph: { ...network.graph, layers: [] } }],
  ])('depends on %s', (_, change) => {
    expect(networkHash({ ...network, ...change })).not.toBe(networkHash(network))
  })

  it('is of text with fields in order', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1}]}')
  })
})
