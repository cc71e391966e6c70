import type { InversionSettings } from '../../contract/inversion.ts'
import type { Solver } from '../solver/solver.ts'
import { diverged, ended } from './end.ts'

type Momentum = Extract<InversionSettings['optimiser'], { name: 'momentum' }>

/** The objective's largest growth from the start that a descent can come back from: at first it swings to about 1.5. */
const GROWTH = 10

/**
 * Gradient descent with momentum in phases of one step length each: m ← μ m − rate · sigma² · g, x ← x + m, with m back at 0
 * where a phase begins (Mahendran and Vedaldi's program). The rates are for the image in units of sigma, so that they do not
 * depend on its size; hence the square.
 * @param point the start, moved in place
 * @returns the last point, not the best: the objective is that of an image after all its steps
 */
export function* momentumDescent(point: Float32Array, { momentum, phases }: Momentum, sigma: number): Solver {
  const moving = new Float32Array(point.length)
  let evaluations = 0
  let bound = Number.POSITIVE_INFINITY
  for (const { steps, rate } of phases) {
    const length = rate * sigma ** 2
    moving.fill(0)
    for (let step = 0; step < steps; step++) {
      const { value, gradient } = yield point
      evaluations++
      if (!(value <= bound)) return diverged(point, evaluations)
      if (evaluations === 1) bound = GROWTH * value
      for (let i = 0; i < point.length; i++) {
        const move = momentum * (moving[i] as number) - length * (gradient[i] as number)
        moving[i] = move
        point[i] = (point[i] as number) + move
      }
    }
  }
  const { value } = yield point
  return value <= bound ? ended(point, evaluations + 1, value) : diverged(point, evaluations + 1)
}
