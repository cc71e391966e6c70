import { add, largestLane, pair, sum, upperHalf } from './lanes'

/** Adds up in out: Σ g² over the movable, their number, and the projected gradient's largest element so far. */
export function hold(
  x: usize,
  g: usize,
  lower: usize,
  upper: usize,
  held: usize,
  n: usize,
  out: usize,
): void {
  const zero = f32x4.splat(0)
  const one = i32x4.splat(1)
  const two = i32x4.splat(2)
  let squares = f64x2.splat(0)
  let squares2 = f64x2.splat(0)
  let largest = zero
  let count: i32 = 0
  for (let i: usize = 0; i < n; i += 4) {
    const at = i << 2
    const px = v128.load(x + at)
    const slope = v128.load(g + at)
    const low = v128.load(lower + at)
    const high = v128.load(upper + at)
    const fixed = f32x4.eq(low, high)
    const atLower = v128.and(f32x4.le(px, low), v128.or(f32x4.ge(slope, zero), fixed))
    const atUpper = v128.and(f32x4.ge(px, high), f32x4.le(slope, zero))
    const flag = v128.bitselect(one, v128.and(atUpper, two), atLower)
    const words = i16x8.narrow_i32x4_u(flag, flag)
    v128.store32_lane(held + i, i8x16.narrow_i16x8_u(words, words), 0)
    const movable = v128.andnot(slope, v128.or(atLower, atUpper))
    const a = f64x2.promote_low_f32x4(movable)
    const b = f64x2.promote_low_f32x4(upperHalf(movable))
    squares = f64x2.add(squares, f64x2.mul(a, a))
    squares2 = f64x2.add(squares2, f64x2.mul(b, b))
    count += popcnt<i32>(i32x4.bitmask(f32x4.ne(movable, zero)))
    const room = v128.bitselect(f32x4.sub(high, px), f32x4.sub(px, low), f32x4.lt(slope, zero))
    largest = f32x4.pmax(largest, f32x4.pmin(f32x4.abs(slope), room))
  }
  add(out, sum(f64x2.add(squares, squares2)))
  add(out + 8, <f64>count)
  store<f64>(out, max(load<f64>(out, 16), <f64>largestLane(largest)), 16)
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
