import { expect, it } from 'vitest'
import { allFinite } from './finite.ts'

it('tells arrays with an infinity or a NaN, even where they cancel', () => {
  const largest = 3.4028234663852886e38
  expect(allFinite(new Float32Array(1000).fill(largest))).toBe(true)
  expect(allFinite(Float32Array.of(1, Number.NaN, 2))).toBe(false)
  expect(allFinite(Float32Array.of(1, Number.POSITIVE_INFINITY))).toBe(false)
  expect(allFinite(Float32Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY))).toBe(false)
})
