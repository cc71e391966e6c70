import { describe, expect, it } from 'vitest'
import { zoomByKey } from './keys.ts'
import { contain, pan, place, truePixels, zoomAt } from './zoom.ts'

const image = { width: 112, height: 112 }
const pane = { width: 227, height: 227 }
const middle = { x: 0, y: 0 }

describe('contain', () => {
  it('enlarges by whole numbers only, centred', () => {
    expect(contain(image, pane)).toEqual({ scale: 2, x: 56, y: 56 })
    expect(contain({ width: 227, height: 227 }, pane).scale).toBe(1)
  })

  it('makes a larger image smaller, by its tighter side', () => {
    expect(contain({ width: 454, height: 100 }, pane).scale).toBe(0.5)
  })
})

describe('zoomAt', () => {
  it('keeps the image point under the pointer', () => {
    const before = { scale: 2, x: 56, y: 56 }
    const at = { x: 40, y: -20 }
    const after = zoomAt(before, 3, at, image, pane)
    expect(after.scale).toBe(6)
    expect(after.x + at.x / after.scale).toBeCloseTo(before.x + at.x / before.scale, 12)
    expect(after.y + at.y / after.scale).toBeCloseTo(before.y + at.y / before.scale, 12)
  })

  it('stops at 64 screen pixels an image pixel, and at half the whole image', () => {
    const start = contain(image, pane)
    expect(zoomAt(start, 1000, middle, image, pane).scale).toBe(64)
    expect(zoomAt(start, 0.001, middle, image, pane).scale).toBe(0.5)
  })
})

describe('pan', () => {
  it('moves by screen pixels', () => {
    expect(pan({ scale: 4, x: 50, y: 50 }, { x: 8, y: -4 }, image)).toEqual({ scale: 4, x: 48, y: 51 })
  })

  it('never loses the image', () => {
    expect(pan({ scale: 1, x: 50, y: 50 }, { x: 9999, y: -9999 }, image)).toEqual({ scale: 1, x: 0, y: 112 })
  })
})

describe('place', () => {
  it('puts the corner on a whole device pixel', () => {
    const corner = place({ scale: 2, x: 56, y: 56 }, { width: 227, height: 228 }, 2)
    expect(corner).toEqual({ x: 1.5, y: 2 })
  })
})

describe('truePixels', () => {
  it('accounts for dense screens', () => {
    expect(truePixels({ scale: 7, x: 3, y: 4 }, 2)).toEqual({ scale: 0.5, x: 3, y: 4 })
  })
})

describe('zoomByKey', () => {
  const press = (key: string, scale: number) => zoomByKey(key, { scale, x: 56, y: 56 }, image, pane, 1)

  it('steps through whole scales', () => {
    expect(press('+', 2)?.scale).toBe(3)
    expect(press('+', 2.5)?.scale).toBe(3)
    expect(press('-', 3)?.scale).toBe(2)
    expect(press('-', 2.5)?.scale).toBe(2)
    expect(press('+', 0.4)?.scale).toBeCloseTo(0.8, 12)
    expect(press('+', 0.8)?.scale).toBeCloseTo(1, 12)
  })

  it('fits, shows true pixels and moves', () => {
    expect(press('0', 9)).toEqual({ scale: 2, x: 56, y: 56 })
    expect(press('1', 9)?.scale).toBe(1)
    expect(press('ArrowRight', 4)?.x).toBe(66)
    expect(press('ArrowUp', 4)?.y).toBe(46)
  })

  it('leaves other keys alone', () => {
    expect(press('q', 1)).toBeNull()
  })
})
