import type { CauchyPoint } from './cauchy-point.ts'
import type { Corrections } from './corrections.ts'
import type { Iterate } from './kernels/kernels.ts'
import type { Box, Vector } from './solver.ts'

/**
 * The coefficients u with which the model's minimiser over the free variables is x − g/θ + W u there (other variables
 * staying at the Cauchy point). Algebra on the direct primal method of Byrd, Lu, Nocedal and Zhu (1995, section 5.1):
 * its r, WᵀZr and M c cancel into u = K⁻¹((1 − θt) p + θ c) / θ², which needs no pass over W.
 *
 * @returns undefined where K is not of the right inertia in floating point.
 */
export function subspaceCoefficients<V extends Vector>(
  corrections: Corrections<V>,
  { time, c, p }: CauchyPoint,
): Float64Array | undefined {
  const { theta } = corrections
  const u = c.map((value, k) => ((1 - theta * time) * (p[k] as number) + theta * value) / theta ** 2)
  const system = corrections.subspaceSystem()
  system?.solve(u)
  return system && u
}

/** The Cauchy point itself, written into `target`. */
export function writeCauchyPoint<V extends Vector>(
  { point, gradient }: Iterate<V>,
  { lower, upper }: Box<V>,
  time: number,
  held: Uint8Array,
  target: V,
): void {
  for (let i = 0; i < point.length; i++) {
    const low = lower[i] as number
    const high = upper[i] as number
    const hold = held[i] as number
    const moved = (point[i] as number) - time * (gradient[i] as number)
    target[i] = hold === 1 ? low : hold === 2 ? high : Math.min(high, Math.max(low, moved))
  }
}

/**
 * The rule of L-BFGS-B 2 for when the projected minimiser is no descent direction: from the Cauchy point towards the
 * unprojected minimiser, cut at the first bound met. Writes the result into `target`.
 *
 * @param minimiser the unprojected minimiser where held at 0.
 */
export function truncate<V extends Vector>(
  iterate: Iterate<V>,
  box: Box<V>,
  time: number,
  held: Uint8Array,
  minimiser: V,
  target: V,
): void {
  const n = target.length
  writeCauchyPoint(iterate, box, time, held, target)
  let fraction = 1
  let first = -1
  for (let i = 0; i < n; i++) {
    if (held[i] !== 0) continue
    const step = (minimiser[i] as number) - (target[i] as number)
    const room = ((step < 0 ? box.lower : box.upper)[i] as number) - (target[i] as number)
    if (Math.abs(step) * fraction > Math.abs(room)) {
      fraction = Math.abs(room / step)
      first = i
    }
  }
  for (let i = 0; i < n; i++) {
    if (held[i] !== 0) continue
    const low = box.lower[i] as number
    const high = box.upper[i] as number
    const step = (minimiser[i] as number) - (target[i] as number)
    const moved = (target[i] as number) + fraction * step
    target[i] = i === first ? (step < 0 ? low : high) : Math.min(high, Math.max(low, moved))
  }
}
