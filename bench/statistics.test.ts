import { expect, test } from 'vitest'
import { geometricMean, median } from './statistics.ts'

test('the median of an odd count is its middle value, of an even count the mean of the middle two', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(2.5)
})

test('the geometric mean of 1, 10 and 100 is 10', () => {
  expect(geometricMean([1, 10, 100])).toBeCloseTo(10, 12)
})
