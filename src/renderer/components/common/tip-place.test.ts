import { expect, it } from 'vitest'
import { tipPlace } from './tip-place.ts'

const room = { width: 400, height: 300 }
const tip = { width: 100, height: 60 }

it('lies 14 pixels right of and below the pointer', () => {
  expect(tipPlace({ x: 50, y: 40 }, tip, room)).toEqual({ x: 64, y: 54 })
  // 282 + 14 + 100 leaves the 4 pixels before the edge.
  expect(tipPlace({ x: 282, y: 40 }, tip, room).x).toBe(296)
})

it('goes to the left where the right is too narrow', () => {
  expect(tipPlace({ x: 283, y: 40 }, tip, room)).toEqual({ x: 169, y: 54 })
})

it('stays off the lower edge, and off the left and upper ones where the room is too small', () => {
  expect(tipPlace({ x: 50, y: 290 }, tip, room).y).toBe(236)
  expect(tipPlace({ x: 60, y: 30 }, tip, { width: 90, height: 50 })).toEqual({ x: 4, y: 4 })
})
