import type { InversionSettings } from '../../contract/inversion.ts'
import type { Solver } from '../solver/solver.ts'
import { diverged, ended } from './end.ts'

type Adam = Extract<InversionSettings['optimiser'], { name: 'adam' }>

/** What is kept at each step of the averages of gradients and of their squares (Kingma and Ba 2015). */
const FIRST = 0.9
const SECOND = 0.9

/**
 * Adam whose step falls linearly to zero, in units of a typical value: sigma over the root of the image's values.
 * @param point the start, moved in place
 * @returns the last point
 */
export function* adam(point: Float32Array, { steps, rate }: Adam, sigma: number): Solver {
  const first = new Float32Array(point.length)
  const second = new Float32Array(point.length)
  const typical = sigma / Math.sqrt(point.length)
  for (let step = 0; step < steps; step++) {
    const { value, gradient } = yield point
    if (!Number.isFinite(value)) return diverged(point, step + 1)
    const scale = (rate * typical * (1 - step / steps)) / (1 - FIRST ** (step + 1))
    const spread = 1 / Math.sqrt(1 - SECOND ** (step + 1))
    for (let i = 0; i < point.length; i++) {
      const slope = gradient[i] as number
      const mean = FIRST * (first[i] as number) + (1 - FIRST) * slope
      const square = SECOND * (second[i] as number) + (1 - SECOND) * slope * slope
      first[i] = mean
      second[i] = square
      // The floor is far below any slope that matters and only keeps 0 / 0 away.
      point[i] = (point[i] as number) - (scale * mean) / (spread * Math.sqrt(square) + 1e-20)
    }
  }
  return ended(point, steps + 1, (yield point).value)
}
