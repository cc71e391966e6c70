import type { Point } from './map-camera.ts'

/** Where a name is written beside its point. */
export interface NamePlace extends Point {
  readonly align: 'left' | 'right'
}

/** From a point's middle to its name, a name's height, and as wide as a name gets, in CSS pixels. */
const GAP = 11
const HEIGHT = 15
const WIDTH = 80

/** Places for names that do not lie on each other: right of the point, else left of it, else further down. */
export function namePlaces(points: readonly Point[]): NamePlace[] {
  const placed: NamePlace[] = []
  for (const { x, y } of points) {
    const candidates = [0, 1, 2].flatMap((line): NamePlace[] => [
      { x: x + GAP, y: y + line * HEIGHT, align: 'left' },
      { x: x - GAP, y: y + line * HEIGHT, align: 'right' },
    ])
    const free = candidates.find((one) => !placed.some((other) => overlap(one, other)))
    placed.push(free ?? { x: x + GAP, y, align: 'left' })
  }
  return placed
}

function overlap(a: NamePlace, b: NamePlace): boolean {
  const left = ({ x, align }: NamePlace) => (align === 'left' ? x : x - WIDTH)
  return Math.abs(a.y - b.y) < HEIGHT && Math.abs(left(a) - left(b)) < WIDTH
}
