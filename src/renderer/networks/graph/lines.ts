import type { Line, Place } from './arrangement.ts'

const RADIUS = 12
const ARROW = 5

/** What of a canvas path a line needs. */
export interface LinePath {
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void
}

const distance = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Adds a line to a path, its turns rounded as far as there is room. */
export function traceLine(path: LinePath, { through }: Line): void {
  const [first, ...others] = through
  if (!first) return
  path.moveTo(first.x, first.y)
  for (const [index, place] of others.entries()) {
    const before = through[index]
    const next = others[index + 1]
    if (!before || !next) path.lineTo(place.x, place.y)
    else {
      const room = Math.min(distance(before, place), distance(place, next)) / 2
      path.arcTo(place.x, place.y, next.x, next.y, Math.min(RADIUS, room))
    }
  }
}

/** Adds the arrow's head at a line's end. */
export function traceHead(path: LinePath, { through }: Line): void {
  const end = through.at(-1)
  const before = through.at(-2)
  if (!end || !before) return
  const angle = Math.atan2(end.y - before.y, end.x - before.x)
  const side = (turn: number) => ({
    x: end.x - ARROW * Math.cos(angle + turn),
    y: end.y - ARROW * Math.sin(angle + turn),
  })
  const [left, right] = [side(0.5), side(-0.5)]
  path.moveTo(left.x, left.y)
  path.lineTo(end.x, end.y)
  path.lineTo(right.x, right.y)
}
