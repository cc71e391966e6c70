import type { Box, Vector } from './solver.ts'

/** L-BFGS-B's "no limit" for a step. */
const NO_LIMIT = 1e10

/** ‖target − point‖. */
export function distance<V extends Vector>(point: V, target: V): number {
  let squares = 0
  for (let i = 0; i < point.length; i++) squares += ((target[i] as number) - (point[i] as number)) ** 2
  return Math.sqrt(squares)
}

/** The largest multiple of target − point that stays in the box; at least 1 as the target lies in it. */
export function largestStep<V extends Vector>({ lower, upper }: Box<V>, point: V, target: V): number {
  let limit = NO_LIMIT
  for (let i = 0; i < point.length && limit > 1; i++) {
    const step = (target[i] as number) - (point[i] as number)
    const room =
      step < 0 ? (point[i] as number) - (lower[i] as number) : (upper[i] as number) - (point[i] as number)
    if (Math.abs(step) * limit > room) limit = Math.max(1, room / Math.abs(step))
  }
  return limit
}

/** point + step · (target − point), rounded and then kept inside the box, into `trial`. */
export function writeTrial<V extends Vector>(
  { lower, upper }: Box<V>,
  point: V,
  target: V,
  step: number,
  trial: V,
): void {
  for (let i = 0; i < point.length; i++) {
    const moved = (point[i] as number) + step * ((target[i] as number) - (point[i] as number))
    trial[i] = Math.min(upper[i] as number, Math.max(lower[i] as number, moved))
  }
}
