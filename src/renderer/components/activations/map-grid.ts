import type { Size } from '../../zoom/zoom.ts'
import type { Box } from './pixels.ts'

/** Where the maps lie: a panel for each band, and in each the same units at the same places. In device pixels. */
export interface MapGrid {
  /** How many units each panel shows. */
  readonly count: number
  readonly map: Size
  /** The pixels a value is drawn with, in both directions. */
  readonly scale: number
  readonly columns: number
  /** From one panel's left edge to the next one's. */
  readonly panelWidth: number
  readonly panels: number
  readonly size: Size
}

export interface MapGridOptions {
  readonly count: number
  readonly map: Size
  readonly panels: number
  /** What can be seen at once. */
  readonly view: Size
  /** The least a map measures where not all fit at once. */
  readonly least: number
  /** Pixels a value; without it the most with which all maps fit, though never maps below `least`. */
  readonly scale?: number | undefined
}

/** A value's place: which panel, the unit's position, row and column of its map. */
export interface MapPlace {
  readonly panel: number
  readonly position: number
  readonly y: number
  readonly x: number
}

/** Between maps, and (times four) between panels. */
export const GAP = 2
const PANEL_GAP = 4 * GAP
/** Around all of them: the outline of what is under the cursor has room there. */
export const EDGE = 4

/** Lays the maps out. */
export function layOutMaps({ count, map, panels, view, least, scale }: MapGridOptions): MapGrid {
  const share = Math.floor((view.width - 2 * EDGE + PANEL_GAP) / Math.max(1, panels))
  const most = Math.max(1, Math.floor((share - PANEL_GAP) / map.width))
  const smallest = Math.min(most, Math.ceil(least / Math.max(map.width, map.height)))
  const at = (pixels: number) => withScale(pixels, { count, map, panels, share })
  if (scale !== undefined) return at(scale)
  for (let pixels = most; pixels > smallest; pixels--)
    if (at(pixels).size.height <= view.height) return at(pixels)
  return at(smallest)
}

function withScale(
  scale: number,
  { count, map, panels, share }: { count: number; map: Size; panels: number; share: number },
): MapGrid {
  const cell = cellSize(map, scale)
  const columns = Math.max(1, Math.min(count, Math.floor((share - PANEL_GAP + GAP) / cell.width)))
  const panelWidth = Math.max(share, cell.width - GAP + PANEL_GAP)
  const height = Math.max(0, Math.ceil(count / columns) * cell.height - GAP) + 2 * EDGE
  return {
    count,
    map,
    scale,
    columns,
    panelWidth,
    panels,
    size: { width: panelWidth * panels - PANEL_GAP + 2 * EDGE, height },
  }
}

/** From one map's corner to the next one's. */
export function cellSize(map: Size, scale: number): Size {
  return { width: map.width * scale + GAP, height: map.height * scale + GAP }
}

/** Where a panel's map at a position lies. */
export function mapBox({ map, scale, columns, panelWidth }: MapGrid, panel: number, position: number): Box {
  const cell = cellSize(map, scale)
  const x = EDGE + panel * panelWidth + (position % columns) * cell.width
  const y = EDGE + Math.floor(position / columns) * cell.height
  return { x, y, width: map.width * scale, height: map.height * scale }
}

/** The value under a point, or null between and beside the maps. */
export function mapAt(grid: MapGrid, x: number, y: number): MapPlace | null {
  const { map, scale, columns, panelWidth, panels, count } = grid
  const cell = cellSize(map, scale)
  const panel = Math.floor((x - EDGE) / panelWidth)
  const column = Math.floor((x - EDGE - panel * panelWidth) / cell.width)
  const position = Math.floor((y - EDGE) / cell.height) * columns + column
  if (x < EDGE || y < EDGE || panel >= panels || column >= columns || position >= count) return null
  const box = mapBox(grid, panel, position)
  const place = { panel, position, y: Math.floor((y - box.y) / scale), x: Math.floor((x - box.x) / scale) }
  return place.y < map.height && place.x < map.width ? place : null
}
