import { describe, expect, test } from 'vitest'
import { budgets, fast } from './fast.ts'
import type { Evaluation } from './solver.ts'
import { run } from './textbook.fixture.ts'

/** The rule as docs/solvers.md states it, in plain doubles. */
function reference(T: number, delta: number, [lower, upper]: [number, number]): number[][] {
  const path: number[][] = []
  let x = [0, 0, 0, 0]
  let m = x
  let v = x
  let [p, q, best] = [1, 1, Number.POSITIVE_INFINITY]
  for (let t = 0; t < T; t++) {
    path.push(x)
    best = Math.min(best, Math.max(0, valueAt(x)))
    const ratio = Math.sqrt(best / valueAt([0, 0, 0, 0]))
    const w = ratio >= 0.25 ? 0 : ratio <= 0.12 ? 1 : Math.log(0.25 / ratio) / Math.log(0.25 / 0.12)
    const a = 0.1 ** (1 - w) * 0.03 ** w
    const b = 0.001 ** (1 - w) * 0.03 ** w
    p *= 1 - a
    q *= 1 - b
    const g = x.map(slope)
    m = m.map((old, i) => old + a * ((g[i] ?? 0) - old))
    v = v.map((old, i) => old + b * ((g[i] ?? 0) ** 2 - old))
    const root = v.map((value) => Math.sqrt(value / (1 - q)))
    const mean = root.reduce((sum, r) => sum + r, 0) / root.length
    const y = x.map((value, i) => {
      const d = (root[i] ?? 0) + 1e-12 + 1e-3 * mean
      return value - (5 * Math.sqrt(delta) * (1 - t / (T - 1)) * ((m[i] ?? 0) / (1 - p))) / d
    })
    x = y.map((value) => Math.min(upper, Math.max(lower, value)))
    m = m.map((old, i) => (x[i] === y[i] ? old : 0))
  }
  return path
}

const weights = [1, 30, 0.2, 5]
const goals = [3, -8, 0.5, 10.5]
const slope = (x: number, i: number): number => 2 * (weights[i] ?? 0) * (x - (goals[i] ?? 0)) + Math.sin(x)
const valueAt = (x: readonly number[]): number =>
  x.reduce((sum, v, i) => sum + (weights[i] ?? 0) * (v - (goals[i] ?? 0)) ** 2 + 1 - Math.cos(v), 0)
const evaluate = (x: Float32Array): Evaluation => ({
  value: valueAt([...x]),
  gradient: x.map(slope),
})
const start = Float32Array.of(0, 0, 0, 0)
const box = { lower: new Float32Array(4).fill(-10), upper: new Float32Array(4).fill(10) }

describe('fast', () => {
  test('takes the steps of its rule', () => {
    const expected = reference(30, 10, [-10, 10])
    const points: number[][] = []
    run(fast(start, box, { maxEvaluations: 30, delta: 10 }), (x) => {
      points.push([...x])
      return evaluate(x)
    })
    expect(points).toHaveLength(30)
    for (const [t, point] of points.entries())
      for (const [i, x] of point.entries()) expect(x).toBeCloseTo(expected[t]?.[i] ?? Number.NaN, 3)
  })

  test.each(Object.entries(budgets))(
    'the %s budget is spent and the best point kept',
    (_, maxEvaluations) => {
      const seen: { point: number[]; value: number }[] = []
      const solution = run(fast(start, box, { maxEvaluations, delta: 10 }), (x) => {
        const evaluation = evaluate(x)
        seen.push({ point: [...x], value: evaluation.value })
        return evaluation
      })
      const best = seen.reduce((a, b) => (b.value < a.value ? b : a))
      expect(solution).toMatchObject({ evaluations: maxEvaluations, outcome: 'budget', value: best.value })
      expect([...solution.point]).toEqual(best.point)
    },
  )

  test('ends near the constrained minimum of a separable problem', () => {
    const convex = (x: Float32Array): Evaluation => ({
      value: x.reduce((sum, v, i) => sum + (weights[i] ?? 0) * (v - (goals[i] ?? 0)) ** 2, 0),
      gradient: x.map((v, i) => 2 * (weights[i] ?? 0) * (v - (goals[i] ?? 0))),
    })
    const { point } = run(fast(start, box, { maxEvaluations: budgets.thorough, delta: 10 }), convex)
    for (const [i, x] of [3, -8, 0.5, 10].entries()) expect(point[i]).toBeCloseTo(x, 1)
  })

  test('an objective or gradient that stops being finite ends the run with the best point so far', () => {
    const spoil =
      (spoiled: Partial<Evaluation>) =>
      (x: Float32Array): Evaluation => ({ ...evaluate(x), ...(x[0] === 0 ? {} : spoiled) })
    const value = evaluate(start).value
    const bad = [
      { value: Number.NaN },
      { value: Number.POSITIVE_INFINITY },
      { value: 1e9, gradient: new Float32Array(4).fill(Number.NaN) },
    ]
    for (const spoiled of bad) {
      const solution = run(fast(start, box, { maxEvaluations: 50, delta: 10 }), spoil(spoiled))
      expect(solution).toMatchObject({ outcome: 'stalled', value, evaluations: 2 })
      expect([...solution.point]).toEqual([...start])
    }
  })

  test('one evaluation answers with the start, moved into the box', () => {
    const outside = Float32Array.of(50, 0, -50, 0)
    const solution = run(fast(outside, box, { maxEvaluations: 1, delta: 10 }), evaluate)
    expect([...solution.point]).toEqual([10, 0, -10, 0])
  })

  test('a budget, delta or box that cannot be is refused', () => {
    expect(() => fast(start, box, { maxEvaluations: 0, delta: 10 }).next()).toThrow(RangeError)
    expect(() => fast(start, box, { maxEvaluations: 10, delta: 0 }).next()).toThrow(RangeError)
    expect(() => fast(new Float32Array(3), box, { maxEvaluations: 10, delta: 1 }).next()).toThrow(
      'The box has 4 lower and 4 upper bounds for 3 variables.',
    )
    const empty = { lower: box.upper, upper: box.lower }
    expect(() => fast(start, empty, { maxEvaluations: 10, delta: 1 }).next()).toThrow('empty at variable 0')
  })
})
