import { expect, it } from 'vitest'
import { cellWidth } from './cell-size.ts'

it('takes whole multiples of an image that fits', () => {
  const image = { width: 112, height: 112 }
  // 850 for three: 281, twice 112 and the border; 360 at most: twice 170.
  expect(cellWidth(850, 3, 4, image)).toBe(228)
  expect(cellWidth(1000, 2, 4, { width: 170, height: 170 })).toBe(344)
  expect(cellWidth(4000, 3, 4, image)).toBe(340)
})

it('leaves room for the words above small images, where there is any', () => {
  expect(cellWidth(850, 5, 4, { width: 112, height: 112 })).toBe(150)
  // 850 for seven: 118.
  expect(cellWidth(850, 7, 4, { width: 112, height: 112 })).toBe(118)
})

it('takes all the room for an image that does not fit', () => {
  expect(cellWidth(850, 4, 4, { width: 227, height: 227 })).toBe(209)
})
