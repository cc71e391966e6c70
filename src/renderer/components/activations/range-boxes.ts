import { GAP, type MapGrid, mapBox } from './map-grid.ts'
import type { Box } from './pixels.ts'
import type { PositionRange } from './position-range.ts'

/** The boxes that cover a panel's maps of a range, in reading order: part of a row, whole rows, part of a row. */
export function rangeBoxes(grid: MapGrid, panel: number, { start, end }: PositionRange): Box[] {
  const { columns } = grid
  const firstWhole = Math.ceil(start / columns) * columns
  const lastWhole = Math.floor(end / columns) * columns
  const parts =
    firstWhole > lastWhole
      ? [[start, end]]
      : [
          [start, firstWhole],
          [firstWhole, lastWhole],
          [lastWhole, end],
        ]
  return parts.flatMap(([from = 0, to = 0]) => (to > from ? [cover(grid, panel, from, to - 1)] : []))
}

/** From the map at one position to the one at another, which is below or beside it. */
function cover(grid: MapGrid, panel: number, from: number, to: number): Box {
  const one = mapBox(grid, panel, from)
  const other = mapBox(grid, panel, to)
  const half = GAP / 2
  return {
    x: one.x - half,
    y: one.y - half,
    width: other.x + other.width - one.x + GAP,
    height: other.y + other.height - one.y + GAP,
  }
}
