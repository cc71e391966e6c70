import { expect, it } from 'vitest'
import { cellWidth } from './cell-size.ts'

it('takes whole multiples of an image that fits', () => {
  const image = { width: 112, height: 112 }
  // 850 for three: 281, twice 112 and the border; for five: 167, once.
  expect(cellWidth(850, 3, 4, image)).toBe(228)
  expect(cellWidth(850, 5, 4, image)).toBe(116)
  expect(cellWidth(4000, 3, 4, image)).toBe(340)
})

it('takes all the room for an image that does not fit', () => {
  expect(cellWidth(850, 4, 4, { width: 227, height: 227 })).toBe(209)
})
