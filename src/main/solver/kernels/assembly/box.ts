import { pair, sum } from './lanes'
import { CHUNK } from './records'
import { survey } from './survey'

/**
 * Holds the variables on a bound at which −g would leave the box; `out` gets Σ g² over the movable, their number, and the projected
 * gradient's largest element. `scratch` has room for two chunks of floats and four floats more.
 */
export function hold(
  x: usize,
  g: usize,
  lower: usize,
  upper: usize,
  held: usize,
  n: usize,
  scratch: usize,
  out: usize,
): void {
  const other = scratch + (CHUNK << 2)
  const largest = other + (CHUNK << 2)
  memory.fill(out, 0, 24)
  for (let start: usize = 0; start < n; start += CHUNK) {
    const length = min(CHUNK, n - start)
    const at = start << 2
    const box = lower + at
    survey(
      x + at,
      g + at,
      x + at,
      g + at,
      box,
      upper + at,
      held + start,
      length,
      scratch,
      other,
      -1,
      0,
      0,
      0,
      0,
      largest,
      out,
    )
  }
}

/** g · (z − x). */
export function slope(g: usize, x: usize, z: usize, n: usize): f64 {
  let first = f64x2.splat(0)
  let second = f64x2.splat(0)
  for (let i: usize = 0; i < n; i += 4) {
    const at = i << 2
    first = f64x2.add(first, f64x2.mul(pair(g + at), f64x2.sub(pair(z + at), pair(x + at))))
    second = f64x2.add(second, f64x2.mul(pair(g + at + 8), f64x2.sub(pair(z + at + 8), pair(x + at + 8))))
  }
  return sum(f64x2.add(first, second))
}
