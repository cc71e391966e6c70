import { expect, it } from 'vitest'
import { logarithm } from './logarithm.ts'
import { stream } from './stream.ts'

it('is the natural logarithm to the last bit or two', () => {
  const random = stream(1, 'logarithm')
  const values = Array.from({ length: 20_000 }, (_, i) => random() * 2 ** -(i % 60))
  const worst = Math.max(...values.map((value) => Math.abs(logarithm(value) / Math.log(value) - 1)))
  expect(worst).toBeLessThan(2 ** -51)
})

it('is exact where it can be', () => {
  expect(logarithm(1)).toBe(0)
  expect(logarithm(0.5)).toBe(-Math.LN2)
  expect(logarithm(2 ** -40)).toBe(-40 * Math.LN2)
})
