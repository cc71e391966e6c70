import { describe, expect, it } from 'vitest'
import { exactValues, slopes } from './fixtures.ts'
import { totalVariation } from './tv.ts'

const value = (x: Float32Array, shape: readonly [number, number, number], beta: number) =>
  totalVariation(x, shape, beta, 0, new Float32Array(x.length))

describe('totalVariation', () => {
  // 0 3
  // 4 3, whose differences right and down are (3, 4), (·, 0) and (−1, ·).
  const square = Float32Array.of(0, 3, 4, 3)

  it('is worked out by hand', () => {
    expect(value(square, [2, 2, 1], 2)).toBe(25 + 0 + 1)
    expect(value(square, [2, 2, 1], 1)).toBe(5 + 0 + 1)
    expect(value(square, [2, 2, 1], 3)).toBe(125 + 0 + 1)
    // One row: 3, 1, −1.
    expect(value(square, [1, 4, 1], 2)).toBe(11)
  })

  it('is that of each channel', () => {
    const red = [0, 3, 4, 3]
    const green = [1, 1, 2, 1]
    const x = Float32Array.from(red.flatMap((r, i) => [r, green[i] ?? 0]))
    expect(value(x, [2, 2, 2], 2)).toBe(26 + (0 + 1) + 0 + 1)
  })

  it.each([1, 1.5, 2, 2.5, 4])('has the gradient that differences give for β = %d', (beta) => {
    const shape = [4, 5, 3] as const
    const x = exactValues(60)
    const gradient = new Float32Array(60).fill(10)
    const sum = totalVariation(x, shape, beta, 0.5, gradient)
    expect(sum).toBeCloseTo(value(x, shape, beta), 12)
    const expected = slopes(x, (at) => value(at, shape, beta))
    const largest = Math.max(...expected.map(Math.abs))
    // Added to what was there, by half. The step of a 64th leaves 1e-6 where the power bends.
    for (const [i, slope] of expected.entries())
      expect(Math.abs((gradient[i] ?? 0) - 10 - 0.5 * slope) / largest).toBeLessThan(2e-6)
  })

  it('is flat where nothing varies', () => {
    const gradient = new Float32Array(12)
    expect(totalVariation(new Float32Array(12).fill(7), [2, 2, 3], 1, 1, gradient)).toBe(0)
    expect([...gradient]).toEqual(Array(12).fill(0))
  })
})
