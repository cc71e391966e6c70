import { pair, sum } from './lanes'
import { CHUNK, HEAD, recordAt } from './records'

function factor(record: usize, coefficient: usize): v128 {
  return f32x4.splat(<f32>(load<f64>(record) * load<f64>(coefficient)))
}

/** The first four elements of a record's next eight, as floats. */
function low(elements: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(elements))
}

function high(elements: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(elements))
}

/** Adds multiples of columns k and k + 1 to a chunk of floats. */
function addTwo(chunk: usize, table: usize, k: usize, coefficients: usize, length: usize, sums: usize): void {
  const record0 = recordAt(chunk, table, k)
  const record1 = recordAt(chunk, table, k + 1)
  const a0 = factor(record0, coefficients)
  const a1 = factor(record1, coefficients + 8)
  const other = record1 - record0
  let from = record0 + HEAD
  const end = sums + (length << 2)
  for (let at = sums; at < end; at += 32, from += 16) {
    const q0 = v128.load(from)
    const q1 = v128.load(from + other)
    const first = f32x4.add(f32x4.mul(a0, low(q0)), f32x4.mul(a1, low(q1)))
    v128.store(at, f32x4.add(v128.load(at), first))
    const second = f32x4.add(f32x4.mul(a0, high(q0)), f32x4.mul(a1, high(q1)))
    v128.store(at, f32x4.add(v128.load(at, 16), second), 16)
  }
}

/** Adds multiples of columns k to k + 3 to a chunk of floats. */
function addFour(
  chunk: usize,
  table: usize,
  k: usize,
  coefficients: usize,
  length: usize,
  sums: usize,
): void {
  const record0 = recordAt(chunk, table, k)
  const record1 = recordAt(chunk, table, k + 1)
  const record2 = recordAt(chunk, table, k + 2)
  const record3 = recordAt(chunk, table, k + 3)
  const a0 = factor(record0, coefficients)
  const a1 = factor(record1, coefficients + 8)
  const a2 = factor(record2, coefficients + 16)
  const a3 = factor(record3, coefficients + 24)
  let from = HEAD
  const end = sums + (length << 2)
  for (let at = sums; at < end; at += 32, from += 16) {
    const q0 = v128.load(record0 + from)
    const q1 = v128.load(record1 + from)
    const q2 = v128.load(record2 + from)
    const q3 = v128.load(record3 + from)
    const first = f32x4.add(f32x4.mul(a0, low(q0)), f32x4.mul(a1, low(q1)))
    const second = f32x4.add(f32x4.mul(a2, low(q2)), f32x4.mul(a3, low(q3)))
    v128.store(at, f32x4.add(v128.load(at), f32x4.add(first, second)))
    const third = f32x4.add(f32x4.mul(a0, high(q0)), f32x4.mul(a1, high(q1)))
    const fourth = f32x4.add(f32x4.mul(a2, high(q2)), f32x4.mul(a3, high(q3)))
    v128.store(at, f32x4.add(v128.load(at, 16), f32x4.add(third, fourth)), 16)
  }
}

/**
 * z = x − scale · g + Σ coefficient · column where held is 0, moved into the box; the bound held at elsewhere. `order` is even.
 * Returns g · (z − x). `scratch` holds a chunk of floats.
 */
export function combine(
  x: usize,
  g: usize,
  lower: usize,
  upper: usize,
  held: usize,
  n: usize,
  scale: f64,
  pairs: usize,
  stride: usize,
  table: usize,
  order: usize,
  coefficients: usize,
  scratch: usize,
  z: usize,
): f64 {
  const zero = i32x4.splat(0)
  const one = i32x4.splat(1)
  const descent = f32x4.splat(<f32>-scale)
  let slope = f64x2.splat(0)
  let chunk = pairs
  for (let start: usize = 0; start < n; start += CHUNK, chunk += stride) {
    const length = min(CHUNK, n - start)
    for (let i: usize = 0; i < length << 2; i += 16) {
      v128.store(scratch + i, f32x4.mul(descent, v128.load(g + (start << 2) + i)))
    }
    let k: usize = 0
    for (; k + 2 < order; k += 4) addFour(chunk, table, k, coefficients + (k << 3), length, scratch)
    if (k < order) addTwo(chunk, table, k, coefficients + (k << 3), length, scratch)
    for (let i: usize = 0; i < length; i += 4) {
      const at = (start + i) << 2
      const least = v128.load(lower + at)
      const most = v128.load(upper + at)
      const moved = f32x4.add(v128.load(x + at), v128.load(scratch + (i << 2)))
      const inside = f32x4.pmin(most, f32x4.pmax(least, moved))
      const flags = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(held + start + i)))
      const bound = v128.bitselect(least, most, i32x4.eq(flags, one))
      v128.store(z + at, v128.bitselect(inside, bound, i32x4.eq(flags, zero)))
      slope = f64x2.add(slope, f64x2.mul(pair(g + at), f64x2.sub(pair(z + at), pair(x + at))))
      slope = f64x2.add(slope, f64x2.mul(pair(g + at + 8), f64x2.sub(pair(z + at + 8), pair(x + at + 8))))
    }
  }
  return sum(slope)
}
