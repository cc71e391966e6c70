import { describe, expect, it } from 'vitest'
import { centredOn, placeUnder, seenPart, wholeGraph } from './view.ts'

// The camera leaves 24 pixels at every edge: 600 × 300 are left.
const size = { width: 648, height: 348 }
const drawing = { boxes: [], lines: [], width: 600, height: 300 }

describe('the whole drawing', () => {
  const whole = wholeGraph(drawing, size)

  it('is seen at its own size where it just fits', () => {
    expect(whole).toEqual({ x: 300, y: -150, scale: 1 })
    expect(placeUnder({ x: 324, y: 174 }, whole, size)).toEqual({ x: 300, y: 150 })
    expect(placeUnder({ x: 34, y: 44 }, whole, size)).toEqual({ x: 10, y: 20 })
    expect(seenPart(whole, size)).toEqual({ left: -24, top: -24, right: 624, bottom: 324 })
  })

  it('is made smaller as far as needed, and larger by no more than a quarter', () => {
    expect(wholeGraph({ ...drawing, width: 1200 }, size).scale).toBe(0.5)
    expect(wholeGraph({ ...drawing, width: 60, height: 30 }, size).scale).toBe(1.25)
  })
})

it('sees half as far at twice the scale', () => {
  expect(seenPart({ x: 300, y: -150, scale: 2 }, size)).toEqual({
    left: 138,
    top: 63,
    right: 462,
    bottom: 237,
  })
})

it('puts a place into the middle, near enough to read', () => {
  expect(centredOn({ x: 10, y: 20 }, { x: 0, y: 0, scale: 0.1 })).toEqual({ x: 10, y: -20, scale: 0.8 })
  expect(centredOn({ x: 10, y: 20 }, { x: 0, y: 0, scale: 2 }).scale).toBe(2)
})
