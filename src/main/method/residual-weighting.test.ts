import { describe, expect, test } from 'vitest'
import { ResidualWeighting } from './residual-weighting.ts'

/** Two units of an image of one number: room for three changes. */
const path = [
  { point: 0, residual: [1, 1] },
  { point: 2, residual: [5, 1] },
  { point: 3, residual: [5, 2] },
  { point: 4, residual: [5, 3] },
  { point: 5, residual: [5, 4] },
]

function weighed(steps: typeof path): number[][] {
  const weighting = new ResidualWeighting(1, 2)
  return steps.map(({ point, residual }) => [
    ...weighting.weigh(Float32Array.from(residual), Float32Array.of(point)),
  ])
}

describe('ResidualWeighting', () => {
  test('is (I + DᵀD / λ)⁻¹ of the last changes by unit of step, λ a tenth of their squares', () => {
    const [, , third, fourth, fifth] = weighed(path)
    // Two changes are too few.
    expect(third).toEqual([5, 2])
    // Changes (2, 0), (0, 1), (0, 1): DᵀD = diag(4, 2), λ = 0.6.
    expect(fourth?.[0]).toBeCloseTo((5 * 0.6) / 4.6, 6)
    expect(fourth?.[1]).toBeCloseTo((3 * 0.6) / 2.6, 6)
    // The oldest made room: three times (0, 1), λ = 0.3.
    expect(fifth?.[0]).toBeCloseTo(5, 6)
    expect(fifth?.[1]).toBeCloseTo((4 * 0.3) / 3.3, 6)
  })

  test('learns nothing where nothing moved', () => {
    const still = path.flatMap((step) => [step, step])
    expect(weighed(still).filter((_, i) => i % 2 === 1)).toEqual(weighed(path))
    const flat = path.map(({ point }) => ({ point, residual: [3, 4] }))
    expect(weighed(flat).at(-1)).toEqual([3, 4])
  })

  test('leaves numbers that are not finite as they are', () => {
    const spoilt = path.map((step, i) => (i === 3 ? { ...step, residual: [Number.NaN, 3] } : step))
    expect(weighed(spoilt).slice(3)).toEqual([
      [Number.NaN, 3],
      [5, 4],
    ])
  })

  test('keeps copies: the caller may go on writing to its arrays', () => {
    const weighting = new ResidualWeighting(1, 2)
    const [residual, point] = [new Float32Array(2), new Float32Array(1)]
    const last = path.map((step) => {
      residual.set(step.residual)
      point[0] = step.point
      return [...weighting.weigh(residual, point)]
    })
    expect(last).toEqual(weighed(path))
  })
})
