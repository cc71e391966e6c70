import { describe, expect, it } from 'vitest'
import { toneCurve } from './icc-curve.ts'
import { parametric, sampled } from './icc-fixtures.ts'

const at = (tag: Buffer, ...values: readonly number[]): number[] => {
  const curve = toneCurve(tag)
  return values.map((value) => curve?.(value) ?? Number.NaN)
}

describe('toneCurve', () => {
  it('reads a curve without samples as a line, with one as a gamma, and else goes from sample to sample', () => {
    expect(at(sampled(), 0, 0.3, 1)).toEqual([0, 0.3, 1])
    expect(at(sampled(2 * 256), 0.5, 1)).toEqual([0.25, 1])
    // Three samples, 0, a fifth and one: half way between the last two is three fifths.
    for (const [i, value] of at(sampled(0, 13107, 65535), 0.25, 0.5, 0.75, 1).entries())
      expect(value).toBeCloseTo([0.1, 0.2, 0.6, 1][i] ?? 0, 12)
  })

  // ICC.1:2022, table 68, with numbers that fixed point holds exactly.
  it.each([
    [parametric(0, 2), [0, 0.0625, 0.25, 1]],
    // (2x − 1)² from a half on, else 0.
    [parametric(1, 2, 2, -1), [0, 0, 0, 1]],
    // The same and an eighth.
    [parametric(2, 2, 2, -1, 0.125), [0.125, 0.125, 0.125, 1.125]],
    // x² from a half on, else x / 4.
    [parametric(3, 2, 1, 0, 0.25, 0.5), [0, 0.0625, 0.25, 1]],
    // x² + 1/8 from three quarters on, else x / 2 + 1/16.
    [parametric(4, 2, 1, 0, 0.5, 0.75, 0.125, 0.0625), [0.0625, 0.1875, 0.3125, 1.125]],
  ])('reads parametric curve %#', (tag, expected) => {
    expect(at(tag, 0, 0.25, 0.5, 1)).toEqual(expected)
  })

  it('has none of what is cut short or unknown', () => {
    expect(toneCurve(Buffer.alloc(4))).toBeUndefined()
    expect(toneCurve(sampled(0, 1, 2, 3).subarray(0, 18))).toBeUndefined()
    expect(toneCurve(parametric(3, 2, 1, 0, 0.25))).toBeUndefined()
    expect(toneCurve(parametric(5, 2))).toBeUndefined()
    expect(toneCurve(Buffer.from('XYZ \0\0\0\0\0\0\0\0'))).toBeUndefined()
  })
})
