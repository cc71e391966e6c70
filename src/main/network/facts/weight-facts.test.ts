import { describe, expect, it } from 'vitest'
import { filterSheet } from './filters.ts'
import { numberFacts } from './weight-facts.ts'

describe('numberFacts', () => {
  it('counts, and takes the moments by hand', () => {
    const facts = numberFacts(Float32Array.of(-2, 0, 0, 1, 2, 5))
    expect(facts).toMatchObject({ count: 6, min: -2, max: 5, mean: 1, zeros: 2 })
    // Squares of −3, −1, −1, 0, 1, 4: 28 / 6.
    expect(facts.deviation).toBeCloseTo(Math.sqrt(28 / 6), 12)
    // Intervals are 7 / 64 wide: 0 lies 18.3 of them from the least, 1 lies 27.4, 2 lies 36.6; the largest is in the last.
    const filled = facts.histogram.flatMap((count, bin) => (count === 0 ? [] : [[bin, count]]))
    expect(filled).toEqual([
      [0, 1],
      [18, 2],
      [27, 1],
      [36, 1],
      [63, 1],
    ])
  })

  it('has one interval where all are the same, and where there are none', () => {
    expect(numberFacts(Float32Array.of(3, 3))).toMatchObject({ deviation: 0, histogram: [2], min: 3, max: 3 })
    expect(numberFacts(new Float32Array())).toMatchObject({ count: 0, histogram: [0] })
  })
})

describe('filterSheet', () => {
  const pixel = (sheet: ReturnType<typeof filterSheet>, row: number, column: number) => {
    const at = 4 * (row * (sheet?.width ?? 0) + column)
    return [...(sheet?.pixels.subarray(at, at + 4) ?? [])]
  }

  it('stretches each filter by itself, and takes blue, green, red for what they are', () => {
    // Two filters of three channels and 1 × 2 pixels, channel by channel.
    const data = Float32Array.of(0, 1, 0.5, 0.25, 0, 0, -8, -8, -8, -8, -8, 2)
    const sheet = filterSheet({ shape: [2, 3, 1, 2], data }, 'BGR')
    expect(sheet).toMatchObject({ width: 5, height: 1, count: 2, columns: 2, size: [1, 2] })
    expect(pixel(sheet, 0, 0)).toEqual([0, 128, 0, 255])
    expect(pixel(sheet, 0, 1)).toEqual([0, 64, 255, 255])
    expect(pixel(sheet, 0, 2)).toEqual([0, 0, 0, 0])
    expect(pixel(sheet, 0, 3)).toEqual([0, 0, 0, 255])
    expect(pixel(sheet, 0, 4)).toEqual([255, 0, 0, 255])
  })

  it('lays many out in rows, in grey where there is one channel', () => {
    const data = new Float32Array(5 * 4).map((_, i) => i % 4)
    const sheet = filterSheet({ shape: [5, 1, 2, 2], data }, 'grey')
    expect(sheet).toMatchObject({ width: 8, height: 5, columns: 3 })
    // The fourth filter begins the second row; its second pixel is a third of the way to white.
    expect(pixel(sheet, 3, 0)).toEqual([0, 0, 0, 255])
    expect(pixel(sheet, 3, 1)).toEqual([85, 85, 85, 255])
    expect(pixel(sheet, 4, 1)).toEqual([255, 255, 255, 255])
    expect(pixel(sheet, 3, 6)).toEqual([0, 0, 0, 0])
  })

  it('draws a filter of equal weights mid-grey, and none that are no colours', () => {
    expect(pixel(filterSheet({ shape: [1, 1, 1, 2], data: Float32Array.of(7, 7) }, 'grey'), 0, 1)).toEqual([
      128, 128, 128, 255,
    ])
    expect(filterSheet({ shape: [4, 16, 3, 3], data: new Float32Array(576) }, 'RGB')).toBeUndefined()
    expect(filterSheet({ shape: [4, 3, 1, 1], data: new Float32Array(12) }, 'RGB')).toBeUndefined()
  })
})
