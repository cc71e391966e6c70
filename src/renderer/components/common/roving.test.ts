import { expect, it } from 'vitest'
import { roveTo } from './roving.ts'

it.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 8, 8],
  ['ArrowLeft', 0, 0],
  ['ArrowDown', 1, 5],
  ['ArrowDown', 7, 8],
  ['ArrowUp', 5, 1],
  ['Home', 5, 0],
  ['End', 5, 8],
  ['Enter', 5, null],
])('%s from %d of nine in fours goes to %s', (key, from, to) => {
  expect(roveTo(key, from, 9, 4)).toBe(to)
})

it('goes nowhere in an empty list', () => {
  expect(roveTo('End', 0, 0)).toBeNull()
})
