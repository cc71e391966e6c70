import { describe, expect, it } from 'vitest'
import { layOutMaps, mapAt, mapBox } from './map-grid.ts'
import { rangeBoxes } from './range-boxes.ts'

// Two panels of five 3 × 2 maps in a view of 108 × 60, 4 free all around: panels 54 apart, 8 of it free.
const grid = layOutMaps({
  count: 5,
  map: { width: 3, height: 2 },
  panels: 2,
  view: { width: 108, height: 60 },
  least: 1,
  scale: 4,
})

describe('a grid of maps', () => {
  it('puts as many in a row as fit, and the panels side by side', () => {
    expect(grid).toMatchObject({ columns: 3, panelWidth: 54, size: { width: 108, height: 26 } })
    expect(mapBox(grid, 0, 4)).toEqual({ x: 18, y: 14, width: 12, height: 8 })
    expect(mapBox(grid, 1, 0)).toEqual({ x: 58, y: 4, width: 12, height: 8 })
  })

  it('finds the value under a point, and none between the maps', () => {
    expect(mapAt(grid, 58 + 14 + 11, 4 + 10 + 7)).toEqual({ panel: 1, position: 4, y: 1, x: 2 })
    expect(mapAt(grid, 17, 7)).toBeNull()
    expect(mapAt(grid, 54, 7)).toBeNull()
    expect(mapAt(grid, 34, 16)).toBeNull()
    expect(mapAt(grid, 7, 3)).toBeNull()
    expect(mapAt(grid, 2000, 7)).toBeNull()
  })

  it('covers a range in reading order by at most three boxes', () => {
    expect(rangeBoxes(grid, 0, { start: 1, end: 5 })).toEqual([
      { x: 17, y: 3, width: 28, height: 10 },
      { x: 3, y: 13, width: 28, height: 10 },
    ])
    expect(rangeBoxes(grid, 0, { start: 1, end: 2 })).toEqual([{ x: 17, y: 3, width: 14, height: 10 }])
    expect(rangeBoxes(grid, 0, { start: 0, end: 3 })).toEqual([{ x: 3, y: 3, width: 42, height: 10 }])
  })
})

describe('the scale that fits', () => {
  const lay = (count: number, height: number, least: number) =>
    layOutMaps({ count, map: { width: 13, height: 13 }, panels: 1, view: { width: 308, height }, least })
      .scale

  it('is the greatest at which all maps can be seen', () => {
    // At 6, 78 + 2 pixels: three in a row, four rows of 80 less a gap; at 7, 93 pixels: three and 370.
    expect(lay(12, 326, 1)).toBe(6)
    expect(lay(1, 2000, 1)).toBe(23)
  })

  it('is never less than asked for, however many there are', () => {
    expect(lay(5000, 326, 26)).toBe(2)
    expect(lay(5000, 326, 1)).toBe(1)
  })

  it('keeps a map whole that is wider than its panel', () => {
    const wide = layOutMaps({
      count: 4,
      map: { width: 224, height: 224 },
      panels: 3,
      view: { width: 308, height: 300 },
      least: 24,
    })
    expect(wide).toMatchObject({ scale: 1, columns: 1, panelWidth: 232, size: { width: 696 } })
  })
})
