import { describe, expect, it } from 'vitest'
import { MapFinder } from './map-finder.ts'

/** Park and Miller's generator, for points that are the same each time. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Every point looked at. */
function byHand(
  points: Float32Array,
  x: number,
  y: number,
  radius: number,
  shown: (point: number) => boolean,
) {
  let best = { point: null as number | null, squared: radius ** 2 }
  for (let point = 0; point < points.length / 2; point++) {
    if (!shown(point)) continue
    const squared = ((points[2 * point] ?? 0) - x) ** 2 + ((points[2 * point + 1] ?? 0) - y) ** 2
    if (squared <= best.squared) best = { point, squared }
  }
  return best.point
}

describe('MapFinder', () => {
  it('finds what looking at every point finds, filtered or not, near, far and outside', () => {
    const draw = random(7)
    const points = Float32Array.from(
      { length: 4000 },
      (_, i) => (i % 2 === 0 ? 30 : 8) * (draw() + draw() - 1),
    )
    const finder = new MapFinder(points)
    const odd = (point: number) => point % 2 === 1
    let found = 0
    for (let i = 0; i < 300; i++) {
      const at = { x: 80 * draw() - 40, y: 24 * draw() - 12 }
      const radius = 3 * draw()
      for (const shown of [() => true, odd]) {
        const expected = byHand(points, at.x, at.y, radius, shown)
        expect(finder.nearest(at, radius, shown)).toBe(expected)
        found += expected === null ? 0 : 1
      }
    }
    expect(found).toBeGreaterThan(100)
  })

  it('bears one point, points on a line, and none', () => {
    expect(new MapFinder(Float32Array.of(3, 4)).nearest({ x: 3, y: 5 }, 2)).toBe(0)
    const line = Float32Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? i / 2 : 0))
    expect(new MapFinder(line).nearest({ x: 41.2, y: 0.1 }, 1)).toBe(41)
    expect(new MapFinder(new Float32Array(0)).nearest({ x: 0, y: 0 }, 10)).toBeNull()
  })
})
