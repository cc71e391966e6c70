import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lbfgsb } from './lbfgsb.ts'
import type { Box, Evaluation } from './solver.ts'
import { run } from './textbook.fixture.ts'

interface Problem {
  readonly start: Float32Array
  readonly box: Box
  readonly evaluate: (x: Float32Array) => Evaluation
}

const inside = (x: Float32Array, { lower, upper }: Box): boolean =>
  x.every((v, i) => v >= (lower[i] ?? Number.NaN) && v <= (upper[i] ?? Number.NaN))

/** One variable: its bounds (often equal, sometimes none), where it starts (often on or beyond a bound), and its pull. */
const variable = fc.record({
  low: fc.oneof(
    { arbitrary: fc.float({ min: -50, max: 50, noNaN: true }), weight: 6 },
    fc.constant(-Infinity),
  ),
  width: fc.oneof(
    { arbitrary: fc.float({ min: 0, max: 30, noNaN: true }), weight: 5 },
    fc.constantFrom(0, Infinity),
  ),
  start: fc.float({ min: -80, max: 80, noNaN: true }),
  goal: fc.float({ min: -80, max: 80, noNaN: true }),
  weight: fc.float({ min: Math.fround(0.01), max: 40, noNaN: true }),
})

/** Convex quadratics whose variables pull at their neighbours, with a ripple of the given height. */
const problems = (ripple: number): fc.Arbitrary<Problem> =>
  fc.array(variable, { minLength: 1, maxLength: 24 }).map((variables) => {
    const lower = Float32Array.from(variables, ({ low }) => low)
    const upper = Float32Array.from(variables, ({ low, width }) => (low === -Infinity ? width : low + width))
    const evaluate = (x: Float32Array): Evaluation => {
      const gradient = new Float64Array(x.length)
      let value = 0
      for (const [i, { goal, weight }] of variables.entries()) {
        const v = x[i] ?? Number.NaN
        const gap = v - (x[(i + 1) % x.length] ?? Number.NaN)
        value += (weight * (v - goal) ** 2 + gap ** 2) / 2 + ripple * Math.cos(v)
        gradient[i] = (gradient[i] ?? 0) + weight * (v - goal) + gap - ripple * Math.sin(v)
        const next = (i + 1) % x.length
        gradient[next] = (gradient[next] ?? 0) - gap
      }
      return { value, gradient: Float32Array.from(gradient) }
    }
    return { start: Float32Array.from(variables, ({ start }) => start), box: { lower, upper }, evaluate }
  })

const runs = { numRuns: 300 }

// With pairs as they are, and in 14 bits a number.
describe.each([{ compact: false }, { compact: true }])('lbfgsb, whatever the box, %o', ({ compact }) => {
  test('asks and answers inside it only, keeps the best value it saw, and spends no more than its budget', () => {
    fc.assert(
      fc.property(
        problems(8),
        fc.integer({ min: 1, max: 60 }),
        ({ start, box, evaluate }, maxEvaluations) => {
          const solution = run(lbfgsb(start, box, { memory: 4, maxEvaluations, compact }), (x) => {
            expect(inside(x, box)).toBe(true)
            return evaluate(x)
          })
          expect(inside(solution.point, box)).toBe(true)
          expect(solution.value).toBe(Math.min(...solution.values))
          expect(evaluate(solution.point).value).toBe(solution.value)
          expect(solution.evaluations).toBe(solution.values.length)
          expect(solution.evaluations).toBeLessThanOrEqual(maxEvaluations)
        },
      ),
      runs,
    )
  })

  test('accepted values never rise: with m iterations more, the best is no worse', () => {
    fc.assert(
      fc.property(problems(8), ({ start, box, evaluate }) => {
        let last = Number.POSITIVE_INFINITY
        for (const maxIterations of [1, 3, 6]) {
          const { value } = run(lbfgsb(start, box, { maxIterations, compact }), evaluate)
          expect(value).toBeLessThanOrEqual(last)
          last = value
        }
      }),
      runs,
    )
  })

  test('ends a convex problem where no variable wants to move further inside the box', () => {
    fc.assert(
      fc.property(problems(0), ({ start, box, evaluate }) => {
        const { point, value } = run(lbfgsb(start, box, { factr: 10, compact }), evaluate)
        const { gradient } = evaluate(point)
        for (const [i, x] of point.entries()) {
          const room = (gradient[i] ?? 0) < 0 ? (box.upper[i] ?? 0) - x : x - (box.lower[i] ?? 0)
          // What is left is lost in float32: a step of |g| would lower f by about g², next to f's own scale.
          expect(Math.min(room, Math.abs(gradient[i] ?? 0)) ** 2).toBeLessThan(
            1e-5 * Math.max(1, Math.abs(value)),
          )
        }
      }),
      runs,
    )
  })
})

describe.each([{ compact: false }, { compact: true }])(
  'lbfgsb where the objective is not finite, %o',
  (kept) => {
    const box = { lower: new Float32Array(3).fill(-10), upper: new Float32Array(3).fill(10) }
    const bowl = (x: Float32Array): Evaluation => ({
      value: x.reduce((sum, v) => sum + (v - 1) ** 2, 0),
      gradient: x.map((v) => 2 * (v - 1)),
    })

    test.each([Number.NaN, Number.POSITIVE_INFINITY])('at the start (%d): says so', (value) => {
      const solution = run(lbfgsb<Float32Array>(new Float32Array(3), box, kept), (x) => ({
        ...bowl(x),
        value,
      }))
      expect(solution).toMatchObject({ outcome: 'stalled', evaluations: 1 })
      expect(solution.message).toContain('not finite at the start')
    })

    test.each([
      { value: Number.NaN },
      { value: Number.POSITIVE_INFINITY },
      { gradient: Float32Array.of(0, Number.NaN, 0) },
    ])('beyond a wall (%o): turns back and still finds the minimum before it', (spoiled) => {
      const start = Float32Array.of(-9, -9, -9)
      const solution = run(lbfgsb<Float32Array>(start, box, kept), (x) => ({
        ...bowl(x),
        ...((x[0] ?? 0) > 1.5 ? spoiled : {}),
      }))
      expect(solution.value).toBeLessThan(1e-8)
    })

    test('everywhere but at the start: ends with the start', () => {
      const start = Float32Array.of(-9, -9, -9)
      const solution = run(lbfgsb<Float32Array>(start, box, kept), (x) => ({
        ...bowl(x),
        ...(x[0] === -9 ? {} : { value: Number.NaN }),
      }))
      expect(solution).toMatchObject({ outcome: 'stalled', value: 300 })
      expect([...solution.point]).toEqual([...start])
    })
  },
)

test('a box that is one point is answered in one evaluation', () => {
  const point = Float32Array.of(1, 2)
  const box = { lower: point, upper: point }
  const gradient = Float32Array.of(5, -5)
  const solution = run(lbfgsb(Float32Array.of(0, 0), box), () => ({ value: 7, gradient }))
  expect(solution).toMatchObject({ outcome: 'converged', evaluations: 1, value: 7 })
  expect([...solution.point]).toEqual([1, 2])
})

test('starts that are not numbers and boxes that are empty or of another size are refused', () => {
  const box = { lower: Float32Array.of(0, 0), upper: Float32Array.of(1, 1) }
  expect(() => lbfgsb(Float32Array.of(0, Number.NaN), box).next()).toThrow('not a number at variable 1')
  expect(() => lbfgsb(Float32Array.of(0), box).next()).toThrow('2 lower and 2 upper bounds for 1 variables')
  const nan = { lower: Float32Array.of(0, Number.NaN), upper: box.upper }
  expect(() => lbfgsb(Float32Array.of(0, 0), nan).next()).toThrow('empty at variable 1')
})
