import type { Point, Size, Zoom } from './zoom.ts'
import { contain, pan, truePixels, zoomAt } from './zoom.ts'

const STEP = 40
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: STEP, y: 0 },
  ArrowRight: { x: -STEP, y: 0 },
  ArrowUp: { x: 0, y: STEP },
  ArrowDown: { x: 0, y: -STEP },
}

/** What a key does to the shared zoom: +, −, 0 (fit), 1 (true pixels) and the arrows; null if it does nothing. */
export function zoomByKey(
  key: string,
  zoom: Zoom,
  image: Size,
  pane: Size,
  devicePixelRatio: number,
): Zoom | null {
  const middle = { x: 0, y: 0 }
  if (key === '+' || key === '=') return zoomAt(zoom, nextUp(zoom.scale), middle, image, pane)
  if (key === '-' || key === '−') return zoomAt(zoom, nextDown(zoom.scale), middle, image, pane)
  if (key === '0') return contain(image, pane)
  if (key === '1') return truePixels(zoom, devicePixelRatio)
  const arrow = ARROWS[key]
  return arrow ? pan(zoom, arrow, image) : null
}

/** Whole steps above one, so that keys keep pixels even. */
function nextUp(scale: number): number {
  return scale < 1 ? Math.min(2, 1 / scale) : (Math.floor(scale) + 1) / scale
}

function nextDown(scale: number): number {
  return scale <= 1 ? 0.5 : Math.max(1, Math.ceil(scale) - 1) / scale
}
