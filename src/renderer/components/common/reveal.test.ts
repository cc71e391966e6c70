import { expect, it } from 'vitest'
import { scrollToShow } from './reveal.ts'

const sight = { top: 100, height: 200 }

it('leaves what is in sight where it is', () => {
  expect(scrollToShow({ top: 100, height: 25 }, sight)).toBe(100)
  expect(scrollToShow({ top: 275, height: 25 }, sight)).toBe(100)
})

it('brings what is not to the middle', () => {
  // Its middle is at 612.5, that of the sight 100 below its top.
  expect(scrollToShow({ top: 600, height: 25 }, sight)).toBe(512.5)
  expect(scrollToShow({ top: 276, height: 25 }, sight)).toBe(188.5)
})

it('counts what sticks to the edges as covered', () => {
  expect(scrollToShow({ top: 100, height: 25 }, sight, { head: 30 })).toBe(0)
  expect(scrollToShow({ top: 275, height: 25 }, sight, { foot: 20 })).toBe(197.5)
})

it('does not scroll above the beginning', () => {
  expect(scrollToShow({ top: 20, height: 25 }, { top: 300, height: 200 })).toBe(0)
})
