import type { Point, Size } from '../../zoom/zoom.ts'

/** How far from the pointer, and at least from the room's edges; CSS pixels. */
const BESIDE = 14
const EDGE = 4

/**
 * Where a tip's top left corner lies in its room: right of and below the pointer, left of it where the right is too narrow, and never over
 * the upper or lower edge.
 */
export function tipPlace(at: Point, tip: Size, room: Size): Point {
  const right = at.x + BESIDE
  const x = right + tip.width + EDGE > room.width ? at.x - BESIDE - tip.width : right
  const y = Math.min(at.y + BESIDE, room.height - tip.height - EDGE)
  return { x: Math.max(EDGE, x), y: Math.max(EDGE, y) }
}
