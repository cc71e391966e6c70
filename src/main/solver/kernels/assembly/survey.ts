import { listCandidates } from './breakpoints'
import { add, largestLane, sum, upperHalf } from './lanes'

/** Lanes of −1 as the bits of flags, one a byte, for four variables. */
function storeFlags(at: usize, atLower: v128, atUpper: v128): void {
  const flag = v128.bitselect(i32x4.splat(1), v128.and(atUpper, i32x4.splat(2)), atLower)
  const words = i16x8.narrow_i32x4_u(flag, flag)
  v128.store32_lane(at, i8x16.narrow_i16x8_u(words, words), 0)
}

/**
 * What an iterate tells of a chunk, `first` being its first variable: holds the variables on a bound at which −g would leave the box;
 * lists the breakpoints of the others at times ≤ limit, behind the `count` listed before; writes the differences from another
 * iterate; and adds up in `out` Σ g² over the movable, their number, and the projected gradient's largest element so far. `largest` gets three
 * floats: the largest difference of the points, that of the gradients, and the largest slope of the movable. Returns how many breakpoints
 * are listed then.
 */
export function survey(
  x: usize,
  g: usize,
  fromX: usize,
  fromG: usize,
  lower: usize,
  upper: usize,
  held: usize,
  length: usize,
  step: usize,
  change: usize,
  limit: f64,
  times: usize,
  variables: usize,
  count: usize,
  first: usize,
  largest: usize,
  out: usize,
): usize {
  const zero = f32x4.splat(0)
  // Rounded up, so that single precision finds every candidate; double decides.
  const generous = f32x4.splat(<f32>(limit * 1.000001))
  let squares = f64x2.splat(0)
  let squares2 = f64x2.splat(0)
  let norm = zero
  let largestStep = zero
  let largestChange = zero
  let largestSlope = zero
  let moving: i32 = 0
  for (let i: usize = 0; i < length; i += 4) {
    const at = i << 2
    const px = v128.load(x + at)
    const slope = v128.load(g + at)
    const low = v128.load(lower + at)
    const high = v128.load(upper + at)
    const moved = f32x4.sub(px, v128.load(fromX + at))
    const changed = f32x4.sub(slope, v128.load(fromG + at))
    v128.store(step + at, moved)
    v128.store(change + at, changed)
    largestStep = f32x4.pmax(largestStep, f32x4.abs(moved))
    largestChange = f32x4.pmax(largestChange, f32x4.abs(changed))
    const fixed = f32x4.eq(low, high)
    const atLower = v128.and(f32x4.le(px, low), v128.or(f32x4.ge(slope, zero), fixed))
    const atUpper = v128.and(f32x4.ge(px, high), f32x4.le(slope, zero))
    storeFlags(held + i, atLower, atUpper)
    const movable = v128.andnot(slope, v128.or(atLower, atUpper))
    const steepness = f32x4.abs(movable)
    largestSlope = f32x4.pmax(largestSlope, steepness)
    const a = f64x2.promote_low_f32x4(movable)
    const b = f64x2.promote_low_f32x4(upperHalf(movable))
    squares = f64x2.add(squares, f64x2.mul(a, a))
    squares2 = f64x2.add(squares2, f64x2.mul(b, b))
    const sloping = f32x4.ne(movable, zero)
    moving += popcnt<i32>(i32x4.bitmask(sloping))
    const room = v128.bitselect(f32x4.sub(high, px), f32x4.sub(px, low), f32x4.lt(slope, zero))
    norm = f32x4.pmax(norm, f32x4.pmin(f32x4.abs(slope), room))
    const list = i32x4.bitmask(v128.and(sloping, f32x4.le(room, f32x4.mul(generous, steepness))))
    if (list) count = listCandidates(list, i, x, g, lower, upper, first, limit, times, variables, count)
  }
  add(out, sum(f64x2.add(squares, squares2)))
  add(out + 8, <f64>moving)
  store<f64>(out, max(load<f64>(out, 16), <f64>largestLane(norm)), 16)
  store<f32>(largest, largestLane(largestStep))
  store<f32>(largest, largestLane(largestChange), 4)
  store<f32>(largest, largestLane(largestSlope), 8)
  return count
}
