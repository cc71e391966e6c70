import { expect, it } from 'vitest'
import { between, holds, movedTo, within } from './position-range.ts'

it('reaches over both positions, drawn in either direction', () => {
  expect(between(3, 7)).toEqual({ start: 3, end: 8 })
  expect(between(7, 3)).toEqual({ start: 3, end: 8 })
})

it.each([
  [
    { start: -4, end: 6 },
    { start: 0, end: 6 },
  ],
  [
    { start: 4, end: 99 },
    { start: 4, end: 10 },
  ],
  [
    { start: 12, end: 20 },
    { start: 0, end: 10 },
  ],
  [
    { start: 5, end: 5 },
    { start: 0, end: 10 },
  ],
])('%o of ten is %o', (range, expected) => {
  expect(within(range, 10)).toEqual(expected)
})

it('moves as little as brings a position in', () => {
  const range = { start: 4, end: 8 }
  expect(movedTo(range, 5)).toEqual(range)
  expect(movedTo(range, 1)).toEqual({ start: 1, end: 5 })
  expect(movedTo(range, 9)).toEqual({ start: 6, end: 10 })
  expect(holds(movedTo(range, 9), 9)).toBe(true)
  expect(holds(range, 8)).toBe(false)
})
