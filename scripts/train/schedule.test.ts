import { expect, test } from 'vitest'
import { oneCycle, sizeAt } from './schedule.ts'

test('the rate starts at a 25th of its peak, peaks after the warm-up and ends at nothing', () => {
  const rates = Array.from({ length: 101 }, (_, step) => oneCycle(step, 101, 0.05))
  expect(rates[0]).toBeCloseTo(0.002, 12)
  expect(rates[20]).toBeCloseTo(0.05, 12)
  expect(rates[100]).toBeCloseTo(0, 12)
  // Half-way along a half-cosine is half-way in value: (0.002 + 0.05) / 2 going up, 0.05 / 2 coming down.
  expect(rates[10]).toBeCloseTo(0.026, 12)
  expect(rates[60]).toBeCloseTo(0.025, 12)
})

test('images grow at the given fractions of a run', () => {
  const stages = [
    { until: 0.5, size: 80 },
    { until: 0.85, size: 96 },
  ]
  const sizes = [0, 9, 10, 16, 17, 19].map((epoch) => sizeAt(epoch, 20, stages, 112))
  expect(sizes).toEqual([80, 80, 96, 96, 112, 112])
})
