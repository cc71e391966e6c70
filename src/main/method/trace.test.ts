import { describe, expect, it } from 'vitest'
import { Trace } from './trace.ts'

describe('Trace', () => {
  it('holds the best so far with its ratio of distances', () => {
    const trace = new Trace(100)
    expect([100, 25, 36, 4].map((value) => trace.add(value))).toEqual([
      { evaluations: 1, objective: 100, ratio: 1 },
      { evaluations: 2, objective: 25, ratio: 0.5 },
      { evaluations: 3, objective: 25, ratio: 0.5 },
      { evaluations: 4, objective: 4, ratio: 0.2 },
    ])
    expect(trace.thinned()).toHaveLength(4)
  })

  it.each([500, 501, 1000, 12_345])(
    'is thinned from %i points to at most 500, the last among them',
    (count) => {
      const trace = new Trace(1)
      for (let i = 0; i < count; i++) trace.add(1 / (i + 1))
      const points = trace.thinned()
      expect(points.length).toBeLessThanOrEqual(500)
      expect(points.length).toBeGreaterThan(240)
      expect(points.at(-1)?.evaluations).toBe(count)
      const gaps = points.slice(1).map((point, i) => point.evaluations - (points[i]?.evaluations ?? 0))
      expect(new Set(gaps).size).toBe(1)
    },
  )
})
