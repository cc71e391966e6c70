import { describe, expect, it } from 'vitest'
import { patternBands } from './bands.ts'
import { colourRanges, meanRanges, type Scaling } from './colour-range.ts'

// Two channels of 1 × 2.
const shape = [2, 1, 2] as const
const bands = patternBands({
  layer: 'conv',
  shape,
  images: [
    { role: 'source', title: 'Source', hash: 's', values: Float32Array.of(1, 2, 0, 4) },
    { role: 'adversary', title: 'Adversary', hash: 'a', values: Float32Array.of(9, 2, 0, 1) },
  ],
})
const found = (scaling: Scaling) => {
  const rangeOf = colourRanges(bands, shape, scaling)
  return bands.map((band) => [0, 1].map((unit) => rangeOf(band, unit)))
}

describe('colour ranges', () => {
  it('shared by all start at zero, and the differences’ is symmetric and apart', () => {
    const activation = { low: 0, high: 9 }
    const difference = { low: -8, high: 8 }
    expect(found('all')).toEqual([
      [activation, activation],
      [activation, activation],
      [difference, difference],
    ])
  })

  it('of each image its own', () => {
    expect(found('image').map(([first]) => first)).toEqual([
      { low: 0, high: 4 },
      { low: 0, high: 9 },
      { low: -8, high: 8 },
    ])
  })

  it('of each map its own', () => {
    expect(found('map')).toEqual([
      [
        { low: 0, high: 2 },
        { low: 0, high: 4 },
      ],
      [
        { low: 0, high: 9 },
        { low: 0, high: 1 },
      ],
      [
        { low: -8, high: 8 },
        { low: -3, high: 3 },
      ],
    ])
  })

  it('of the means, for drawings with a colour a unit', () => {
    const rangeOf = meanRanges(bands, 'all')
    const [source, , difference] = bands
    expect(source && rangeOf(source, 0)).toEqual({ low: 0, high: 5.5 })
    expect(difference && rangeOf(difference, 0)).toEqual({ low: -4, high: 4 })
  })

  it('reaches below zero where activations do', () => {
    const [band] = patternBands({
      layer: 'fc8',
      shape: [2],
      images: [{ role: 'source', title: 'Source', hash: 's', values: Float32Array.of(-3, 7) }],
    })
    expect(band && colourRanges([band], [2], 'all')(band, 0)).toEqual({ low: -3, high: 7 })
  })
})
