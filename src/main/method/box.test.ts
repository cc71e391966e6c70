import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pixelBox, roundWithin } from './box.ts'

const pixels = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 20 })
const deltas = fc.oneof(
  fc.integer({ min: 1, max: 255 }),
  fc.double({ min: 1e-3, max: 255, noNaN: true }),
  fc.constantFrom(0.1, 10.1, 0.5, 1 / 3),
)

describe('pixelBox', () => {
  it('is [s − delta, s + delta] cut to [0, 255]', () => {
    const box = pixelBox(Float32Array.of(0, 5, 100, 250, 255), 10)
    expect([...box.lower]).toEqual([0, 0, 90, 240, 245])
    expect([...box.upper]).toEqual([10, 15, 110, 255, 255])
  })

  it('never lets a float32 be further than delta, and loses no float32 that is not', () => {
    fc.assert(
      fc.property(pixels, deltas, (values, delta) => {
        const source = Float32Array.from(values)
        const { lower, upper } = pixelBox(source, delta)
        for (const [i, s] of source.entries()) {
          const [low = 0, high = 0] = [lower[i], upper[i]]
          expect(s - low).toBeLessThanOrEqual(delta)
          expect(high - s).toBeLessThanOrEqual(delta)
          expect(low).toBeGreaterThanOrEqual(0)
          expect(high).toBeLessThanOrEqual(255)
          // Within one unit in the last place (2^-16 just below 256) of the real bound.
          expect(low - Math.max(0, s - delta)).toBeLessThan(2 ** -16)
          expect(Math.min(255, s + delta) - high).toBeLessThan(2 ** -16)
        }
      }),
    )
  })
})

describe('roundWithin', () => {
  it('rounds to the nearest integer', () => {
    const source = Float32Array.of(100, 100, 100, 100)
    expect([...roundWithin(Float32Array.of(109.6, 90.4, 104.5, 100), source, 10)]).toEqual([
      110, 90, 105, 100,
    ])
  })

  it('rounds towards the source where delta is not whole', () => {
    const source = Float32Array.of(100, 100, 100, 3, 250)
    const adversary = Float32Array.of(100.7, 99.3, 100.4, 2.3, 250.7)
    expect([...roundWithin(adversary, source, 0.7)]).toEqual([100, 100, 100, 3, 250])
    expect([...roundWithin(Float32Array.of(102.6, 97.4), source.subarray(0, 2), 2.6)]).toEqual([102, 98])
  })

  it('stays within delta and [0, 255], and never moves further than rounding must', () => {
    fc.assert(
      fc.property(
        pixels,
        deltas,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (values, delta, draws) => {
          const source = Float32Array.from(values)
          const { lower, upper } = pixelBox(source, delta)
          const adversary = source.map((_, i) => {
            const [low = 0, high = 0] = [lower[i], upper[i]]
            const drawn = low + (high - low) * (draws.next().value ?? 0)
            return Math.min(Math.max(drawn, low), high)
          })
          const rounded = roundWithin(adversary, source, delta)
          for (const [i, value] of rounded.entries()) {
            expect(Math.abs(value - (source[i] ?? 0))).toBeLessThanOrEqual(delta)
            expect(Math.abs(value - (adversary[i] ?? 0))).toBeLessThan(1)
          }
        },
      ),
    )
  })
})
