import type { CauchyPoint, Iterate } from './cauchy-point.ts'
import type { Corrections } from './corrections.ts'
import type { Box, Vector } from './solver.ts'

const CHUNK = 1024
const chunk = new Float64Array(CHUNK)

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
 * The coefficients u with which the model's minimiser over the free variables is x − g/θ + W u there (other variables
 * staying at the Cauchy point). Algebra on the direct primal method of Byrd, Lu, Nocedal and Zhu (1995, section 5.1):
 * its r, WᵀZr and M c cancel into u = K⁻¹((1 − θt) p + θ c) / θ², which needs no further pass over W.
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

/**
 * Writes the model's minimiser over the free variables, projected onto the box (Morales and Nocedal 2011), into `target`.
 *
 * @returns the objective's slope from the iterate towards it; where that is positive, the projection is to be refused.
 */
export function projectedMinimiser<V extends Vector>(
  { point, gradient }: Iterate<V>,
  { lower, upper }: Box<V>,
  corrections: Corrections<V>,
  coefficients: Float64Array,
  held: Uint8Array,
  target: V,
): number {
  const n = point.length
  const scale = 1 / corrections.theta
  let slope = 0
  for (let start = 0; start < n; start += CHUNK) {
    const end = Math.min(n, start + CHUNK)
    for (let i = start; i < end; i++)
      chunk[i - start] = (point[i] as number) - scale * (gradient[i] as number)
    corrections.addCombination(chunk, start, end, coefficients)
    for (let i = start; i < end; i++) {
      const low = lower[i] as number
      const high = upper[i] as number
      const hold = held[i] as number
      const free = Math.min(high, Math.max(low, chunk[i - start] as number))
      target[i] = hold === 1 ? low : hold === 2 ? high : free
      slope += ((target[i] as number) - (point[i] as number)) * (gradient[i] as number)
    }
  }
  return slope
}

/**
 * The older rule for when the projected minimiser is no descent direction: from the Cauchy point towards the minimiser,
 * cut at the first bound met. Writes the result into `target`.
 */
export function truncatedMinimiser<V extends Vector>(
  iterate: Iterate<V>,
  box: Box<V>,
  corrections: Corrections<V>,
  coefficients: Float64Array,
  time: number,
  held: Uint8Array,
  target: V,
): void {
  const { point, gradient } = iterate
  const n = point.length
  writeCauchyPoint(iterate, box, time, held, target)
  const minimiser = new Float64Array(n)
  for (let i = 0; i < n; i++)
    minimiser[i] = (point[i] as number) - (gradient[i] as number) / corrections.theta
  corrections.addCombination(minimiser, 0, n, coefficients)
  let fraction = 1
  let first = -1
  for (let i = 0; i < n; i++) {
    if ((held[i] as number) !== 0) continue
    const step = (minimiser[i] as number) - (target[i] as number)
    const room = (step < 0 ? (box.lower[i] as number) : (box.upper[i] as number)) - (target[i] as number)
    if (Math.abs(step) * fraction > Math.abs(room)) {
      fraction = Math.abs(room / step)
      first = i
    }
  }
  for (let i = 0; i < n; i++) {
    if ((held[i] as number) !== 0) continue
    const low = box.lower[i] as number
    const high = box.upper[i] as number
    const step = (minimiser[i] as number) - (target[i] as number)
    const moved = (target[i] as number) + fraction * step
    target[i] = i === first ? (step < 0 ? low : high) : Math.min(high, Math.max(low, moved))
  }
}
