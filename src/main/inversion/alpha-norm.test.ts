import { describe, expect, it } from 'vitest'
import { alphaNorm } from './alpha-norm.ts'
import { exactValues, slopes } from './fixtures.ts'

const value = (x: Float32Array, alpha: number) => alphaNorm(x, alpha, 0, new Float32Array(x.length))

describe('alphaNorm', () => {
  it('is worked out by hand', () => {
    expect(value(Float32Array.of(1, -2, 0, 3), 6)).toBe(1 + 64 + 729)
    expect(value(Float32Array.of(1, -2, 0, 3), 3)).toBe(1 + 8 + 27)
  })

  it.each([1, 2, 3.5, 6, 7])('has the gradient that differences give for α = %d', (alpha) => {
    const x = exactValues(30)
    const gradient = new Float32Array(30).fill(-3)
    expect(alphaNorm(x, alpha, 2, gradient)).toBeCloseTo(value(x, alpha), 6)
    const expected = slopes(x, (at) => value(at, alpha))
    const largest = Math.max(...expected.map(Math.abs))
    for (const [i, slope] of expected.entries())
      expect(Math.abs(((gradient[i] ?? 0) + 3) / 2 - slope) / largest).toBeLessThan(2e-6)
  })
})
