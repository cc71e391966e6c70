import { describe, expect, it } from 'vitest'
import type { LayerSummary } from '../../contract/network.ts'
import { openNetwork, shippedNetworks } from '../network/open.ts'
import { defaultLayer, networkSummary } from './summary.ts'

const layer = (name: string, type: string, ...shape: number[]): LayerSummary => ({
  name,
  type,
  shape,
  units: shape.reduce((product, side) => product * side, 1),
})

describe('defaultLayer', () => {
  it('is the last rich representation before the classes', () => {
    const caffenet = [
      layer('conv5', 'Convolution', 256, 13, 13),
      layer('pool5', 'Pooling', 256, 6, 6),
      layer('fc6', 'InnerProduct', 4096),
      layer('fc7', 'InnerProduct', 4096),
      layer('fc8', 'InnerProduct', 1000),
      layer('prob', 'Softmax', 1000),
    ]
    expect(defaultLayer(caffenet, 1000)).toBe('fc7')
    const squeezenet = [
      layer('fire9/concat', 'Concat', 512, 13, 13),
      layer('conv10', 'Convolution', 1000, 13, 13),
      layer('pool10', 'Pooling', 1000, 1, 1),
    ]
    expect(defaultLayer(squeezenet, 1000)).toBe('fire9/concat')
  })

  it('is the last there is for a network without classes, and any layer for one of only convolutions', () => {
    expect(
      defaultLayer([layer('pool1', 'Pooling', 8, 4, 4), layer('conv2', 'Convolution', 8, 4, 4)], 0),
    ).toBe('pool1')
    expect(defaultLayer([layer('conv1', 'Convolution', 8, 4, 4)], 0)).toBe('conv1')
    expect(defaultLayer([layer('classes', 'InnerProduct', 10)], 10)).toBe('classes')
  })
})

describe('networkSummary', () => {
  it('names layers that the network has', async () => {
    for (const name of shippedNetworks()) {
      const summary = networkSummary(await openNetwork(name))
      expect(summary.layers.map((one) => one.name)).toContain(summary.defaultLayer)
      expect(summary.classes).toBe(10)
      expect(summary.parameters).toBeGreaterThan(100_000)
    }
  })
})
