import { describe, expect, it } from 'vitest'
import { amplifiedDifference, differenceSentence } from './difference.ts'

describe('amplifiedDifference', () => {
  it('amplifies about mid-grey by the largest whole factor that clips nothing', () => {
    // 127 / 10 = 12.7: ×12.
    const { pixels, factor } = amplifiedDifference([100, 100, 100, 0], Uint8Array.of(110, 90, 101, 0))
    expect(factor).toBe(12)
    expect([...pixels]).toEqual([128 + 120, 128 - 120, 128 + 12, 128])
  })

  it('shows no change as plain grey', () => {
    expect(amplifiedDifference([7, 9], Uint8Array.of(7, 9))).toEqual({
      pixels: Uint8Array.of(128, 128),
      factor: 1,
    })
  })

  it('reduces changes that would not fit', () => {
    // 127 / 255 = 0.498: ×0.4.
    const { pixels, factor } = amplifiedDifference([0, 255], Uint8Array.of(255, 0))
    expect(factor).toBe(0.4)
    expect([...pixels]).toEqual([230, 26])
  })

  it('says its factor', () => {
    expect(differenceSentence(12)).toContain('×12,')
  })
})
