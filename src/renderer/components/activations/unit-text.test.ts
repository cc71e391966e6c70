import { expect, it } from 'vitest'
import { patternBands } from './bands.ts'
import type { PatternInput } from './pattern.ts'
import { countText, cursorText, signedText, unitTitle } from './unit-text.ts'

const units: PatternInput = {
  layer: 'fc8',
  shape: [2],
  names: ['cat', 'dog'],
  images: [
    { role: 'source', title: 'Source', hash: 's', values: Float32Array.of(5, 1) },
    { role: 'adversary', title: 'Adversary', hash: 'a', values: Float32Array.of(4, 9) },
  ],
}
const maps: PatternInput = {
  layer: 'conv1',
  shape: [2, 1, 2],
  images: [{ role: 'source', title: 'Source', hash: 's', values: Float32Array.of(0, 1, 2, 4) }],
}

it('counts units and channels', () => {
  expect(countText([4096])).toBe('4,096 units')
  expect(countText([384, 13, 13])).toBe('384 channels of 13 × 13')
  expect(countText([1000, 1, 1])).toBe('1,000 units')
})

it('names units and channels', () => {
  expect(unitTitle(units, 1)).toBe('Unit 1, dog')
  expect(unitTitle(maps, 1)).toBe('Channel 1')
})

it('always signs a difference', () => {
  expect([2, -2, 0].map(signedText)).toEqual(['+2.00', '−2.00', '0'])
})

it('says value and rank in every row', () => {
  expect(cursorText(units, patternBands(units), { unit: 1, y: 0, x: 0 })).toBe(
    'Unit 1, dog: Source 1.00, rank 2; Adversary 9.00, rank 1; Adversary − source +8.00, rank 1',
  )
  expect(cursorText(maps, patternBands(maps), { unit: 1, y: 0, x: 1 })).toBe(
    'Channel 1, row 0, column 1: Source 4.00, mean 3.00, rank 1',
  )
})
