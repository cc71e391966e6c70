import type { Box, Vector } from './solver.ts'

/** The largest element of the projected gradient x − P(x − g), which is zero at a stationary point of the box. */
export function projectedGradientNorm<V extends Vector>(
  point: V,
  gradient: V,
  { lower, upper }: Box<V>,
): number {
  let norm = 0
  for (let i = 0; i < point.length; i++) {
    const slope = gradient[i] as number
    const room =
      slope < 0 ? (upper[i] as number) - (point[i] as number) : (point[i] as number) - (lower[i] as number)
    const size = Math.min(room, Math.abs(slope))
    if (size > norm) norm = size
  }
  return norm
}
