import { describe, expect, it } from 'vitest'
import type { Solution, Solver } from '../solver/solver.ts'
import { Trace, watched } from './trace.ts'

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

describe('watched', () => {
  it('changes nothing of a solver and shows its answers and its solution', () => {
    const solution: Solution = {
      point: Float32Array.of(2),
      value: 4,
      evaluations: 2,
      outcome: 'budget',
      message: 'Done.',
    }
    const asked = [Float32Array.of(1), Float32Array.of(2)]
    function* two(): Solver {
      const answers: number[] = []
      for (const point of asked) answers.push((yield point).value)
      expect(answers).toEqual([10, 20])
      return solution
    }
    const values: number[] = []
    const ends: Solution[] = []
    const solver = watched(
      two(),
      ({ value }) => values.push(value),
      (end) => ends.push(end),
    )
    const gradient = Float32Array.of(0)
    expect(solver.next().value).toBe(asked[0])
    expect(solver.next({ value: 10, gradient }).value).toBe(asked[1])
    expect(solver.next({ value: 20, gradient })).toEqual({ done: true, value: solution })
    expect(values).toEqual([10, 20])
    expect(ends).toEqual([solution])
  })
})
