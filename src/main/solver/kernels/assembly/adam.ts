import { sum, upperHalf } from './lanes'

/**
 * Takes a gradient into the decaying averages of gradients (first) and of their squares (second), with the weights that the new
 * one has in each. Returns Σ √second.
 */
export function average(
  g: usize,
  first: usize,
  second: usize,
  n: usize,
  weight: f32,
  squareWeight: f32,
): f64 {
  const fresh = f32x4.splat(weight)
  const kept = f32x4.splat(1 - weight)
  const freshSquare = f32x4.splat(squareWeight)
  const keptSquare = f32x4.splat(1 - squareWeight)
  let total = f64x2.splat(0)
  for (let i: usize = 0; i < n; i += 4) {
    const at = i << 2
    const slope = v128.load(g + at)
    const mean = f32x4.add(f32x4.mul(kept, v128.load(first + at)), f32x4.mul(fresh, slope))
    const square = f32x4.mul(freshSquare, f32x4.mul(slope, slope))
    const variance = f32x4.add(f32x4.mul(keptSquare, v128.load(second + at)), square)
    v128.store(first + at, mean)
    v128.store(second + at, variance)
    const root = f32x4.sqrt(variance)
    total = f64x2.add(total, f64x2.promote_low_f32x4(root))
    total = f64x2.add(total, f64x2.promote_low_f32x4(upperHalf(root)))
  }
  return sum(total)
}

/** next = x − rate · first / (scale · √second + floor), moved into the box; first becomes 0 where the box clips. */
export function step(
  x: usize,
  next: usize,
  lower: usize,
  upper: usize,
  first: usize,
  second: usize,
  n: usize,
  rate: f32,
  scale: f32,
  floor: f32,
): void {
  const step = f32x4.splat(rate)
  const stretch = f32x4.splat(scale)
  const least = f32x4.splat(floor)
  for (let i: usize = 0; i < n; i += 4) {
    const at = i << 2
    const mean = v128.load(first + at)
    const size = f32x4.add(f32x4.mul(stretch, f32x4.sqrt(v128.load(second + at))), least)
    const moved = f32x4.sub(v128.load(x + at), f32x4.div(f32x4.mul(step, mean), size))
    const kept = f32x4.pmin(v128.load(upper + at), f32x4.pmax(v128.load(lower + at), moved))
    v128.store(next + at, kept)
    v128.store(first + at, v128.and(mean, f32x4.eq(kept, moved)))
  }
}
