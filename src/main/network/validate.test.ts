import { describe, expect, it } from 'vitest'
import { tinyNetwork } from '../../../test/tiny-network.ts'
import type { Card } from './card.ts'
import { NetworkFileError } from './errors.ts'
import type { Layer, NetworkData, Weight } from './graph.ts'
import { inferShapes } from './plan.ts'
import { validate } from './validate.ts'

const whole = tinyNetwork()

/** The network with one layer changed. */
function withLayer(name: string, change: Partial<Layer>): NetworkData {
  const layers = whole.graph.layers.map((layer) => (layer.name === name ? { ...layer, ...change } : layer))
  return { ...whole, graph: { ...whole.graph, layers } }
}

/** The network with one weight put in or, without one, taken away. */
function withWeight(name: string, weight?: Weight): NetworkData {
  const weights = new Map(whole.weights)
  if (weight === undefined) weights.delete(name)
  else weights.set(name, weight)
  return { ...whole, weights }
}

const withCard = (change: Partial<Card>): NetworkData => ({ ...whole, card: { ...whole.card, ...change } })

const withInput = (shape: number[]): NetworkData => ({
  ...whole,
  graph: { ...whole.graph, input: { blob: 'data', shape } },
})

const floats = (...shape: number[]): Weight => ({
  shape,
  data: new Float32Array(shape.reduce((product, size) => product * size, 1)),
})

const damaged: [string, NetworkData, string][] = [
  [
    'an unknown type',
    withLayer('norm1', { type: 'Warp' }),
    'Layer "norm1": there is no operator of type "Warp".',
  ],
  [
    'an unknown parameter',
    withLayer('pool1', { params: { method: 'max', kernel: [3, 3], sides: 4 } }),
    'Layer "pool1": its parameters are wrong: Unrecognized key: "sides".',
  ],
  [
    'an absurd parameter',
    withLayer('fc6', { params: { outputs: -3 } }),
    'Layer "fc6": its parameter "outputs" is wrong: Too small: expected number to be >=1.',
  ],
  [
    'an undefined blob',
    withLayer('fc6', { bottoms: ['norm7'] }),
    'Layer "fc6": its input "norm7" is made by no layer before it.',
  ],
  ['too many inputs', withLayer('norm1', { bottoms: ['pool1', 'conv1'] }), 'Layer "norm1": '],
  [
    'too many outputs',
    withLayer('prob', { tops: ['prob', 'loss'] }),
    'Layer "prob": it makes 1 outputs but 2 are named.',
  ],
  [
    'a kernel too large',
    withLayer('pool1', { params: { method: 'max', kernel: [30, 30] } }),
    'Layer "pool1": its kernel 30 is larger than the input 10.',
  ],
  [
    'groups that do not divide',
    withLayer('conv1', { params: { outputs: 8, kernel: [5, 5], groups: 2 } }),
    'Layer "conv1": 3 channels to 8 do not divide into 2 groups.',
  ],
  [
    'a value too large',
    withInput([3, 60_000, 60_000]),
    'Layer "conv1": its output would not fit into memory.',
  ],
  ['a missing weight', withWeight('fc7/bias'), 'Layer "fc7": its bias is missing.'],
  [
    'a weight of another shape',
    withWeight('fc6/weight', floats(32, 100)),
    'Layer "fc6": its weight is 32 × 100 where the graph needs 32 × 200.',
  ],
  [
    'a weight cut short',
    withWeight('fc7/bias', { shape: [6], data: new Float32Array(5) }),
    'Layer "fc7": its bias has 5 numbers, not as many as its shape.',
  ],
  [
    'another channel count',
    withCard({ channelOrder: 'grey' }),
    'The card says grey but the graph takes 3 channels.',
  ],
  [
    'another input size',
    withCard({ inputSize: [24, 25] }),
    'The card says an input of 24 × 25 but the graph takes 24 × 24.',
  ],
  ['an input that is no image', withInput([3, 24]), 'The input is 3 × 24, not channels × height × width.'],
  ['a mean of two channels', withCard({ mean: [1, 2] }), "The card's mean has 2 values for 3 channels."],
  ['a scale of two channels', withCard({ scale: [1, 2] }), "The card's scale has 2 values for 3 channels."],
  [
    'a crop from less than it takes',
    withCard({ fit: 'squash-crop', resizeTo: 23 }),
    'The card crops 24 × 24 from an image resized to 23: raise resizeTo.',
  ],
  ['a missing mean image', withCard({ mean: 'image' }), 'The card asks for a mean image but there is none.'],
  [
    'a mean image too small',
    { ...withWeight('card/mean', floats(3, 20, 24)), card: { ...whole.card, mean: 'image' } },
    'The mean image is 3 × 20 × 24, which does not cover the input of 3 × 24 × 24.',
  ],
  [
    'an output nobody makes',
    withCard({ output: 'fc8' }),
    'The card names the output "fc8", which no layer makes.',
  ],
]

describe('validation', () => {
  it('accepts a whole network and infers its shapes', () => {
    expect(() => validate(whole)).not.toThrow()
    expect(Object.fromEntries(inferShapes(whole.graph))).toEqual({
      data: [3, 24, 24],
      conv1: [8, 10, 10],
      pool1: [8, 5, 5],
      norm1: [8, 5, 5],
      fc6: [32],
      fc7: [6],
      prob: [6],
    })
  })

  it.each(damaged)('names layer and reason of %s', (_name, data, message) => {
    expect(() => validate(data)).toThrow(NetworkFileError)
    expect(() => validate(data)).toThrow(message)
  })
})
