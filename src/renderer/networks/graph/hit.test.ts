import { expect, it } from 'vitest'
import { diamond, diamondDrawn } from './diamond.ts'
import { layerAt } from './hit.ts'

// The first layer of a box is 36 high, each that follows 18; two pixels more belong to the last.
it.each([
  [{ x: 100, y: 0 }, 0],
  [{ x: 150, y: 36 }, 0],
  [{ x: 150, y: 37 }, 1],
  [{ x: 200, y: 56 }, 1],
  [{ x: 150, y: 57 }, null],
  [{ x: 70, y: 119 }, 2],
  [{ x: 140, y: 119 }, null],
  [{ x: 210, y: 119 }, 3],
  [{ x: -5, y: 219 }, null],
])('finds at %o layer %s', (at, layer) => {
  expect(layerAt(at, diamond, diamondDrawn)).toBe(layer)
})
