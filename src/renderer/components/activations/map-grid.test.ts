import { describe, expect, it } from 'vitest'
import { layOutMaps, mapAt, mapBox } from './map-grid.ts'
import { rangeBoxes } from './range-boxes.ts'

// Two panels of five 3 × 2 maps in a view of 100 × 60: panels 54 apart, 8 of it free.
const grid = layOutMaps({
  count: 5,
  map: { width: 3, height: 2 },
  panels: 2,
  view: { width: 100, height: 60 },
  least: 1,
  scale: 4,
})

describe('a grid of maps', () => {
  it('puts as many in a row as fit, and the panels side by side', () => {
    expect(grid).toMatchObject({ columns: 3, panelWidth: 54, size: { width: 100, height: 18 } })
    expect(mapBox(grid, 0, 4)).toEqual({ x: 14, y: 10, width: 12, height: 8 })
    expect(mapBox(grid, 1, 0)).toEqual({ x: 54, y: 0, width: 12, height: 8 })
  })

  it('finds the value under a point, and none between the maps', () => {
    expect(mapAt(grid, 54 + 14 + 11, 10 + 7)).toEqual({ panel: 1, position: 4, y: 1, x: 2 })
    expect(mapAt(grid, 13, 3)).toBeNull()
    expect(mapAt(grid, 50, 3)).toBeNull()
    expect(mapAt(grid, 30, 12)).toBeNull()
    expect(mapAt(grid, 3, -1)).toBeNull()
    expect(mapAt(grid, 2000, 3)).toBeNull()
  })

  it('covers a range in reading order by at most three boxes', () => {
    expect(rangeBoxes(grid, 0, { start: 1, end: 5 })).toEqual([
      { x: 13, y: -1, width: 28, height: 10 },
      { x: -1, y: 9, width: 28, height: 10 },
    ])
    expect(rangeBoxes(grid, 0, { start: 1, end: 2 })).toEqual([{ x: 13, y: -1, width: 14, height: 10 }])
    expect(rangeBoxes(grid, 0, { start: 0, end: 3 })).toEqual([{ x: -1, y: -1, width: 42, height: 10 }])
  })
})

describe('the scale that fits', () => {
  const lay = (count: number, height: number, least: number) =>
    layOutMaps({ count, map: { width: 13, height: 13 }, panels: 1, view: { width: 300, height }, least })
      .scale

  it('is the greatest at which all maps can be seen', () => {
    // At 6, 78 + 2 pixels: three in a row, four rows of 80 less a gap; at 7, 93 pixels: three and 370.
    expect(lay(12, 320, 1)).toBe(6)
    expect(lay(1, 2000, 1)).toBe(23)
  })

  it('is never less than asked for, however many there are', () => {
    expect(lay(5000, 320, 26)).toBe(2)
    expect(lay(5000, 320, 1)).toBe(1)
  })

  it('keeps a map whole that is wider than its panel', () => {
    const wide = layOutMaps({
      count: 4,
      map: { width: 224, height: 224 },
      panels: 3,
      view: { width: 300, height: 300 },
      least: 24,
    })
    expect(wide).toMatchObject({ scale: 1, columns: 1, panelWidth: 232, size: { width: 688 } })
  })
})
