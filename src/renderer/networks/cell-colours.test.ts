import { expect, it } from 'vitest'
import { cellColours } from './cell-colours.ts'

it('goes from viridis’ violet to its yellow, with writing that can be read on both', () => {
  // Matplotlib's viridis: #440154 at 0, #fde725 at 1.
  expect(cellColours(0)).toEqual({ background: 'rgb(68 1 84)', color: '#fff' })
  expect(cellColours(1)).toEqual({ background: 'rgb(253 231 37)', color: '#000' })
  expect(cellColours(2)).toEqual(cellColours(1))
})
