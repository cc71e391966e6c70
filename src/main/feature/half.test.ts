import { describe, expect, it } from 'vitest'
import { fromHalves, LARGEST_HALF, toHalves } from './half.ts'

/** IEEE 754-2008 binary16, by its definition: sign, five bits of exponent, ten of fraction. */
const known: [number, number][] = [
  [0, 0x0000],
  [1, 0x3c00],
  [-2, 0xc000],
  [LARGEST_HALF, 0x7bff],
  [2 ** -14, 0x0400],
  [2 ** -24, 0x0001],
  [Number.POSITIVE_INFINITY, 0x7c00],
]

describe('halves', () => {
  it.each(known)('%f is %i', (value, bits) => {
    expect([...toHalves(Float32Array.of(value))]).toEqual([bits])
    const back = new Float32Array(1)
    fromHalves(Uint16Array.of(bits), back)
    expect(back[0]).toBe(value)
  })

  it('round to nearest, ties to even, and overflow beyond the largest', () => {
    const ulp = 2 ** -10
    const values = Float32Array.of(1 + ulp / 2, 1 + 1.5 * ulp, 1 + 0.6 * ulp, 65_520)
    const back = new Float32Array(4)
    fromHalves(toHalves(values), back)
    expect([...back]).toEqual([1, 1 + 2 * ulp, 1 + ulp, Number.POSITIVE_INFINITY])
  })
})
