import { describe, expect, test } from 'vitest'
import { lbfgsb } from './lbfgsb.ts'
import type { Box, Evaluation } from './solver.ts'
import { run } from './textbook.fixture.ts'

const size = 5000
const sample = (draw: (i: number) => number): Float32Array =>
  Float32Array.from({ length: size }, (_, i) => draw(i))

/** ½ Σ aᵢ (xᵢ − tᵢ)², whose minimum in a box is t clipped to it. */
const stiffness = sample((i) => 1 + 99 * (0.5 + 0.5 * Math.sin(i)))
const target = sample((i) => 3 * Math.sin(7 * i))
function bowl(x: Float32Array): Evaluation {
  let value = 0
  const gradient = x.map((at, i) => {
    const [a = 0, t = 0] = [stiffness[i], target[i]]
    value += (a * (at - t) ** 2) / 2
    return a * (at - t)
  })
  return { value, gradient }
}

/** A chained valley (Rosenbrock's, with 10 in place of 100). */
function valley(x: Float32Array): Evaluation {
  const gradient = new Float32Array(size)
  let value = 0
  for (let i = 1; i < size; i++) {
    const [a, b] = [x[i - 1] ?? 0, x[i] ?? 0]
    const bend = b - a * a
    value += 10 * bend * bend + (1 - a) ** 2
    gradient[i] = (gradient[i] ?? 0) + 20 * bend
    gradient[i - 1] = (gradient[i - 1] ?? 0) - 40 * a * bend - 2 * (1 - a)
  }
  return { value, gradient }
}

const box: Box = { lower: sample(() => -2), upper: sample(() => 2) }

describe('L-BFGS-B with its pairs in 14 bits a number', () => {
  test('finds the minimum of a bowl in a box', () => {
    const { point } = run(
      lbfgsb(
        sample(() => 0),
        box,
        { compact: true, factr: 0 },
      ),
      bowl,
    )
    for (const [i, x] of point.entries()) {
      const expected = Math.min(2, Math.max(-2, target[i] ?? 0))
      expect(Math.abs(x - expected)).toBeLessThanOrEqual(1e-4)
    }
  })

  test('falls into a valley about as far as with pairs in single precision', () => {
    const budget = { maxEvaluations: 300 }
    const start = sample((i) => Math.sin(3 * i))
    const compact = run(lbfgsb(start, box, { ...budget, compact: true }), valley).value
    const single = run(lbfgsb(start, box, { ...budget, compact: false }), valley).value
    const before = valley(start).value
    expect(Math.log(before / compact)).toBeGreaterThan(0.9 * Math.log(before / single))
  })

  test('is what images get', () => {
    const start = sample((i) => Math.sin(3 * i))
    const budget = { maxEvaluations: 40 }
    const asIs = run(lbfgsb(start, box, budget), valley)
    expect(asIs.values).toEqual(run(lbfgsb(start, box, { ...budget, compact: true }), valley).values)
    expect(asIs.values).not.toEqual(run(lbfgsb(start, box, { ...budget, compact: false }), valley).values)
  })
})
