import { expect, it, vi } from 'vitest'
import { roveDown, roveTo } from './roving.ts'

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

it.each([
  ['ArrowDown', 4],
  ['ArrowUp', 2],
  ['End', 8],
  ['ArrowLeft', null],
  ['ArrowRight', null],
  ['Enter', null],
])('%s from the fourth of nine one above the other goes to %s', (key, to) => {
  const preventDefault = vi.fn()
  expect(roveDown({ key, preventDefault }, 3, 9)).toBe(to)
  expect(preventDefault).toHaveBeenCalledTimes(to === null ? 0 : 1)
})
