import { expect, it } from 'vitest'
import { compact, exactly } from './compact.ts'

it.each([
  [0, '0'],
  [96, '96'],
  [999, '999'],
  [1000, '1.00 k'],
  [34_944, '34.9 k'],
  [999_600, '1.00 M'],
  [60_965_224, '61.0 M'],
  [724_406_816, '724 M'],
  [15_470_264_320, '15.5 G'],
])('%d is %s', (count, text) => {
  expect(compact(count)).toBe(text)
})

it('has every digit when asked', () => {
  expect(exactly(724_406_816)).toBe('724,406,816')
})
