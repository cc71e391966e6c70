import { expect, it } from 'vitest'
import { tellingImprovements } from './improvements.ts'

/** x² of problems of one variable. */
const squares = {
  size: 1,
  capacity: 4,
  evaluate: async (_: readonly number[], points: readonly Float32Array[]) => ({
    values: Float64Array.from(points, ([x = 0]) => x * x),
    gradients: points.map(([x = 0]) => Float32Array.of(2 * x)),
  }),
}

it('tells of each problem’s lower points alone, and answers as the other', async () => {
  const told: [number, number | undefined][] = []
  const evaluator = tellingImprovements(squares, (problem, [x]) => told.push([problem, x]))
  const at = (...xs: number[]) => xs.map((x) => Float32Array.of(x))
  expect([...(await evaluator.evaluate([0, 1], at(3, 5))).values]).toEqual([9, 25])
  await evaluator.evaluate([0, 1], at(-4, 2))
  await evaluator.evaluate([1, 0], at(-2, 1))
  await evaluator.evaluate([2], at(Number.NaN))
  expect(told).toEqual([
    [0, 3],
    [1, 5],
    [1, 2],
    [0, 1],
  ])
})
