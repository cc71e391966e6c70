import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from '../../tensor/backend.ts'
import { GRID, type GradientCase, isDifferentiated, laidAs, layoutsOf, nameOf } from './cases/case.ts'
import { exactCases } from './cases/exact-cases.ts'
import { networkCases, networkWithoutGradient } from './cases/network-cases.ts'
import { tensorCases, tensorWithoutGradient } from './cases/tensor-cases.ts'
import { type Given, type Ran, runNode } from './fixtures.ts'
import { onnxOperators } from './registry.ts'
import { type Constant, countOf } from './value.ts'

const cases = [...networkCases, ...tensorCases]
const withoutGradient = { ...networkWithoutGradient, ...tensorWithoutGradient }

/**
 * Central differences of fourth order, (8 (f(x + h) − f(x − h)) − (f(x + 2h) − f(x − 2h))) / 12h, in doubles of float32 values. With
 * h = 1/128 what the formula leaves out is h⁴/30 ≈ 1e-10 of the fifth derivative, while each value's rounding (6e-8 of it) counts
 * 1.5/h ≈ 200 times: some 1e-5 for a value near 1. Hence the tolerance: 1e-4 of the largest slope, or of 1.
 */
const STEP = GRID / 8
const TOLERANCE = 1e-4

const run = (
  { operator, attributes = {}, opset = 17, outputs = 1 }: GradientCase,
  inputs: GradientCase['inputs'],
  weights?: (number[] | undefined)[],
): Ran => runNode(operator, inputs, { attributes, opset, outputs, ...(weights && { weights }) })

/** Weights of the sum that is differentiated: all different, of both signs. */
const weightsOf = ({ outputs }: Ran): (number[] | undefined)[] =>
  outputs.map(({ shape, type }, k) =>
    type.includes('float')
      ? Array.from({ length: countOf(shape) }, (_, i) => Math.cos(1 + 2.3 * i + k))
      : undefined,
  )

const moved = (input: Given, at: number, by: number): Given => ({
  ...input,
  data: Array.from(input.data, (number, i) => (i === at ? number + by : number)),
})

/** The sum's slope along one number of one input. */
function slope(
  one: GradientCase,
  inputs: GradientCase['inputs'],
  index: number,
  at: number,
  weights: (number[] | undefined)[],
): number {
  const value = (steps: number): Ran =>
    run(
      one,
      inputs.map((input, i) => (i === index && input !== undefined ? moved(input, at, steps * STEP) : input)),
    )
  const difference = (steps: number): number => {
    const [above, below] = [value(steps), value(-steps)]
    return weights.reduce(
      (sum, each, k) =>
        (each ?? []).reduce(
          (part, weight, i) =>
            part +
            weight * ((above.outputs[k]?.data[i] ?? Number.NaN) - (below.outputs[k]?.data[i] ?? Number.NaN)),
          sum,
        ),
      0,
    )
  }
  return (8 * difference(1) - difference(2)) / (12 * STEP)
}

const isConstant = (input: Given | undefined): input is Given & Constant => input?.data !== undefined

describe("ONNX's operators", () => {
  beforeAll(async () => {
    await startBackend()
  })

  it('all have a row here, or a reason not to', () => {
    const tried = new Set([...cases.map(({ operator }) => operator), ...Object.keys(withoutGradient)])
    expect([...onnxOperators.keys()].filter((name) => !tried.has(name))).toEqual([])
    expect([...tried].filter((name) => !onnxOperators.has(name))).toEqual([])
  })

  const rows = cases.flatMap((one) =>
    layoutsOf(one).map((layout) => ({ one, layout, name: `${nameOf(one)} ${layout}` })),
  )

  it.each(rows)('have the gradient of finite differences: $name', ({ one, layout }) => {
    const inputs = laidAs(one, layout)
    const weights = weightsOf(run(one, inputs))
    const { gradients } = run(one, inputs, weights)
    expect(inputs.some(isDifferentiated)).toBe(true)
    inputs.forEach((input, index) => {
      if (!isDifferentiated(input)) return
      const slopes = Array.from(input.data, (_, at) => slope(one, inputs, index, at, weights))
      const found = gradients[index] ?? []
      expect(found.length, `gradient by input ${index}`).toBe(slopes.length)
      const largest = slopes.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
      const worst = slopes.reduce(
        (most, value, at) => Math.max(most, Math.abs(value - (found[at] ?? Number.NaN))),
        0,
      )
      expect(worst, `gradient by input ${index}: ${found.join(' ')} is not ${slopes.join(' ')}`).toBeLessThan(
        TOLERANCE * largest,
      )
    })
  })

  const foldable = [...cases, ...exactCases].filter(
    ({ operator, inputs }) =>
      onnxOperators.get(operator)?.fold !== undefined &&
      inputs.every((input) => input === undefined || isConstant(input)),
  )

  it.each(foldable)('compute constants as they compute values: $operator, $about', (one) => {
    const { operator, attributes = {}, opset = 17, outputs = 1 } = one
    const folded =
      onnxOperators.get(operator)?.fold?.(
        { name: 'node', attributes, opset, outputs },
        one.inputs.map((input) => (isConstant(input) ? input : undefined)),
      ) ?? []
    const ran = run(one, one.inputs)
    expect(folded.map(({ type, shape }) => ({ type, shape }))).toEqual(
      ran.outputs.map(({ type, shape }) => ({ type, shape })),
    )
    ran.outputs.forEach(({ data }, k) => {
      data.forEach((number, i) => {
        expect(folded[k]?.data[i] ?? Number.NaN).toBeCloseTo(number, 5)
      })
    })
  })
})
