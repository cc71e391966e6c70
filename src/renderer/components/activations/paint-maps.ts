import { type ColourRange, type ColourScale, pixelOf } from '../../charts/colour-scale.ts'
import type { Size } from '../../zoom/zoom.ts'
import { cellSize, EDGE, type MapGrid, mapBox } from './map-grid.ts'
import { type Box, type Pixels, repeatRow } from './pixels.ts'

/** One panel of maps: their values channel by channel, and the colours they are drawn in. */
export interface MapPanel {
  readonly values: Float32Array
  readonly scale: ColourScale
  readonly rangeOf: (unit: number) => ColourRange
}

/**
 * Draws the maps that can be seen, each value a square of whole pixels.
 *
 * @param corner the point of the grid that lies in the target's upper left corner
 * @param units the unit at each position
 */
export function paintMaps(
  target: Pixels,
  grid: MapGrid,
  corner: { readonly x: number; readonly y: number },
  units: Int32Array,
  panels: readonly MapPanel[],
): void {
  const { height } = cellSize(grid.map, grid.scale)
  const first = Math.max(0, Math.floor((corner.y - EDGE) / height)) * grid.columns
  const end = Math.min(grid.count, Math.ceil((corner.y - EDGE + target.height) / height) * grid.columns)
  panels.forEach((panel, at) => {
    for (let position = first; position < end; position++) {
      const box = mapBox(grid, at, position)
      const place = { ...box, x: box.x - corner.x, y: box.y - corner.y }
      paintMap(target, place, grid.map, grid.scale, panel, units[position] ?? 0)
    }
  })
}

/** Draws one unit's map with its corner at the box's, as far as it lies inside. */
export function paintMap(
  target: Pixels,
  box: Pick<Box, 'x' | 'y'>,
  map: Size,
  scale: number,
  { values, scale: colours, rangeOf }: MapPanel,
  unit: number,
): void {
  const { data, width, height } = target
  const pixel = pixelOf(colours, rangeOf(unit))
  const left = Math.max(0, box.x)
  const right = Math.min(width, box.x + map.width * scale)
  for (let row = 0; row < map.height; row++) {
    const top = box.y + row * scale
    const shown = Math.max(0, top)
    if (shown >= Math.min(height, top + scale)) continue
    const start = (unit * map.height + row) * map.width
    for (let x = left; x < right; ) {
      const column = Math.floor((x - box.x) / scale)
      const end = Math.min(right, box.x + (column + 1) * scale)
      const colour = pixel(values[start + column] ?? 0)
      for (; x < end; x++) data[shown * width + x] = colour
    }
    repeatRow(target, shown, { x: box.x, y: top, width: map.width * scale, height: scale })
  }
}
