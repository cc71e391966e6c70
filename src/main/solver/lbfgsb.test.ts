import { describe, expect, test } from 'vitest'
import golden from '../../../test/golden/solvers.json' with { type: 'json' }
import { lbfgsb } from './lbfgsb.ts'
import { inFloat32, run, type TextbookProblem, textbook } from './textbook.fixture.ts'

const recorded = new Map(Object.entries(golden.problems))

function named(name: string): TextbookProblem {
  const problem = textbook.find((candidate) => candidate.name === name)
  if (!problem) throw new Error(`There is no textbook problem ${name}.`)
  return problem
}

describe("the original program's drivers", () => {
  const { start, box, evaluate } = named('driver-25')

  test('driver1: 23 iterations, 28 evaluations, f = 1.08349e-9', () => {
    const solution = run(lbfgsb(start, box, { memory: 5 }), evaluate)
    expect(solution).toMatchObject({ iterations: 23, evaluations: 28, outcome: 'converged' })
    expect(solution.value).toBeCloseTo(1.08349e-9, 14)
    for (const [at, value] of [2.39769e3, 1.43806e2, 7.28161e1, 1.60308e1].entries())
      expect(solution.values[at + 4]).toBeCloseTo(value, value > 1000 ? 1 : 2)
  })

  test('driver2: 46 iterations, 53 evaluations to a projected gradient of 1e-10', () => {
    const solution = run(lbfgsb(start, box, { memory: 5, factr: 0, pgtol: 1e-10 }), evaluate)
    expect(solution).toMatchObject({ iterations: 46, evaluations: 53, outcome: 'converged' })
  })

  test('float32 points take the same path to their own precision', () => {
    const float32 = inFloat32(named('driver-25'))
    const solution = run(lbfgsb(float32.start, float32.box, { memory: 5 }), float32.evaluate)
    expect(solution.values[4]).toBeCloseTo(2.39769e3, 1)
    expect(solution.value).toBeLessThan(1e-8)
  })
})

describe(`against ${golden.peer}`, () => {
  test.each(textbook)('$name', ({ name, start, box, evaluate }) => {
    const expected = recorded.get(name)
    if (!expected) throw new Error(`test/golden/solvers.json lacks ${name}.`)
    const solution = run(lbfgsb(start, box), evaluate)
    expect(solution.outcome).toBe('converged')
    expect(Math.abs(solution.value - expected.f)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected.f)))
    for (const [i, x] of expected.x.entries()) expect(solution.point[i]).toBeCloseTo(x, 2)
    // Sums in another order part the two paths after a hundred iterations or so; before that, by an evaluation at most.
    const apart = expected.evaluations > 100 ? 0.1 * expected.evaluations : 1
    expect(Math.abs(solution.evaluations - expected.evaluations)).toBeLessThanOrEqual(apart)
  })

  test.each(textbook)('$name in float32', (problem) => {
    const expected = recorded.get(problem.name)
    const { start, box, evaluate } = inFloat32(problem)
    const solution = run(lbfgsb(start, box), evaluate)
    expect(solution.value - (expected?.f ?? Number.NaN)).toBeLessThan(
      1e-5 * Math.max(1, Math.abs(expected?.f ?? 0)),
    )
  })
})

test('½(x² + y²) with x ≥ 1 from (0, −1) ends at (1, 0)', () => {
  const box = { lower: Float32Array.of(1, -10), upper: Float32Array.of(10, 10) }
  const solution = run(lbfgsb(Float32Array.of(0, -1), box), (x) => ({
    value: 0.5 * x.reduce((sum, v) => sum + v * v, 0),
    gradient: x.slice(),
  }))
  expect([...solution.point]).toEqual([1, 0])
  expect(solution.value).toBe(0.5)
})
