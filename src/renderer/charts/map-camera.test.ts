import { describe, expect, it } from 'vitest'
import { movedBy, toMap, toScreen, wholeMap, zoomedAt } from './map-camera.ts'

const size = { width: 648, height: 348 }
const bounds = { left: -10, right: 20, top: 5, bottom: -5 }
// Room of 600 × 300 for 30 × 10 units: 20 pixels a unit, the width deciding.
const whole = wholeMap(bounds, size)

describe('wholeMap', () => {
  it('shows everything, in the middle', () => {
    expect(whole).toEqual({ x: 5, y: 0, scale: 20 })
    expect(toScreen({ x: -10, y: 5 }, whole, size)).toEqual({ x: 24, y: 74 })
    expect(toScreen({ x: 20, y: -5 }, whole, size)).toEqual({ x: 624, y: 274 })
  })

  it('bears a map of one point', () => {
    const one = wholeMap({ left: 3, right: 3, top: 1, bottom: 1 }, size)
    expect(toScreen({ x: 3, y: 1 }, one, size)).toEqual({ x: 324, y: 174 })
  })
})

it('goes from screen to map and back', () => {
  const at = toMap({ x: 100, y: 200 }, whole, size)
  expect(toScreen(at, whole, size)).toEqual({ x: 100, y: 200 })
})

describe('zoomedAt', () => {
  it('keeps what is under the pointer', () => {
    const pointer = { x: 500, y: 60 }
    const under = toMap(pointer, whole, size)
    const near = zoomedAt(whole, 8, pointer, size, whole)
    expect(near.scale).toBe(160)
    const after = toScreen(under, near, size)
    expect(after.x).toBeCloseTo(500, 9)
    expect(after.y).toBeCloseTo(60, 9)
  })

  it('ends at 500 times, and at half the whole map', () => {
    const middle = { x: 324, y: 174 }
    expect(zoomedAt(whole, 1e9, middle, size, whole).scale).toBe(10_000)
    expect(zoomedAt(whole, 1e-9, middle, size, whole).scale).toBe(10)
  })
})

it('moves with the pointer', () => {
  const before = toScreen({ x: 0, y: 0 }, whole, size)
  const after = toScreen({ x: 0, y: 0 }, movedBy(whole, 30, -12), size)
  expect([after.x - before.x, after.y - before.y]).toEqual([30, -12])
})
