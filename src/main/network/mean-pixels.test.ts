import { describe, expect, it } from 'vitest'
import { tinyNetwork } from '../../../test/tiny-network.ts'
import type { Card } from './card.ts'
import type { NetworkData } from './graph.ts'
import { meanPixels } from './mean-pixels.ts'

/** A network of 2 × 2 pixels with that card. */
function network(
  card: Partial<Card>,
  channels = 3,
  mean?: { shape: number[]; data: Float32Array },
): NetworkData {
  const data = tinyNetwork()
  return {
    ...data,
    graph: { ...data.graph, input: { blob: 'data', shape: [channels, 2, 2] } },
    card: { ...data.card, inputSize: [2, 2], ...card },
    weights: new Map(mean ? [['card/mean', mean]] : []),
  }
}

describe('meanPixels', () => {
  it('turns a BGR card’s values into RGB', () => {
    expect([...meanPixels(network({}))]).toEqual(Array(4).fill([123, 117, 104]).flat())
  })

  it('keeps RGB, takes one grey value, and nothing as zeros', () => {
    const rgb = network({ channelOrder: 'RGB', mean: [1, 2, 3] })
    expect([...meanPixels(rgb).subarray(0, 4)]).toEqual([1, 2, 3, 1])
    expect([...meanPixels(network({ channelOrder: 'grey', mean: [33] }, 1))]).toEqual([33, 33, 33, 33])
    expect([...meanPixels(network({ channelOrder: 'grey', mean: [] }, 1))]).toEqual([0, 0, 0, 0])
  })

  it('takes the centre of a mean image', () => {
    // 3 × 4 values a channel, channel first: the centre's rows begin at 0, its columns at 1.
    const mean = { shape: [3, 3, 4], data: Float32Array.from({ length: 36 }, (_, i) => i) }
    const blue = [1, 2, 5, 6]
    const expected = blue.flatMap((value) => [value + 24, value + 12, value])
    expect([...meanPixels(network({ mean: 'image' }, 3, mean))]).toEqual(expected)
  })
})
