import { describe, expect, it } from 'vitest'
import { topFive } from './top-five.ts'

describe('topFive', () => {
  it('has the five largest, most probable first, the first of equal ones before the others', () => {
    const scores = Float32Array.of(0.0625, 0.25, 0.125, 0.25, 0, 0.0625, 0.1875, 0.0625)
    expect([...topFive(scores, true)]).toEqual([1, 3, 6, 2, 0, 0.25, 0.25, 0.1875, 0.125, 0.0625])
  })

  it('finds them wherever they are', () => {
    for (let shift = 0; shift < 40; shift++) {
      const scores = Float32Array.from({ length: 40 }, (_, i) => ((i + shift) * 7) % 40)
      const sorted = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
      expect([...topFive(scores, true).subarray(0, 5)]).toEqual(sorted.slice(0, 5))
    }
  })

  it('takes scores to probabilities by softmax where they are none yet', () => {
    // e⁰, e¹ and e² over their sum.
    const row = topFive(Float32Array.of(0, 2, 1), false)
    expect([...row.subarray(0, 5)]).toEqual([1, 2, 0, -1, -1])
    for (const [i, probability] of [0.665241, 0.244728, 0.090031, 0, 0].entries())
      expect(row[5 + i]).toBeCloseTo(probability, 6)
  })
})
