import { sum, upperHalf } from './lanes'
import { CHUNK, EIGHT, HEAD, recordAt } from './records'

/** Bits of a coefficient's upper part, its sign apart: so few that a sum over 2 · `count` columns fits 32 bits. */
function upperBits(count: usize): i32 {
  // LARGEST has 13.
  return min(14, 17 - (32 - clz<i32>(<i32>count - 1)))
}

/**
 * Writes a chunk's coefficients as integers, multiples of a unit small enough for the largest: of each pair y's and s's upper parts as
 * two 16-bit integers, then the lower ones, upper · 2^(bits + 1) + lower. Returns the unit.
 */
function writeFactors(
  chunk: usize,
  table: usize,
  count: usize,
  coefficients: usize,
  bits: i32,
  factors: usize,
): f64 {
  const half = count << 3
  let largest: f64 = 1e-200
  for (let k: usize = 0; k < count; k++) {
    const record = recordAt(chunk, table, k)
    const own = coefficients + (k << 3)
    largest = max(largest, abs(load<f64>(record) * load<f64>(own)))
    largest = max(largest, abs(load<f64>(record, 8) * load<f64>(own + half)))
  }
  // The power of two above the largest is 2^(2 · bits + 1) units.
  const power = reinterpret<f64>((reinterpret<u64>(largest) & 0x7ff0000000000000) + 0x0010000000000000)
  const unit = power / <f64>(1 << (2 * bits + 1))
  const step = <f64>(1 << (bits + 1))
  for (let k: usize = 0; k < count; k++) {
    const record = recordAt(chunk, table, k)
    const own = coefficients + (k << 3)
    const y = nearest((load<f64>(record) * load<f64>(own)) / unit)
    const s = nearest((load<f64>(record, 8) * load<f64>(own + half)) / unit)
    const upperY = nearest(y / step)
    const upperS = nearest(s / step)
    const to = factors + (k << 3)
    store<i16>(to, <i16>upperY)
    store<i16>(to, <i16>upperS, 2)
    store<i16>(to, <i16>(y - upperY * step), 4)
    store<i16>(to, <i16>(s - upperS * step), 6)
  }
  return unit
}

/** Σ factor · element over the columns of a chunk, as floats. */
function addColumns(
  chunk: usize,
  table: usize,
  count: usize,
  factors: usize,
  unit: f64,
  bits: i32,
  length: usize,
  sums: usize,
): void {
  const lowerUnit = f32x4.splat(<f32>unit)
  const upperUnit = f32x4.splat(<f32>(unit * <f64>(1 << (bits + 1))))
  const from = chunk + HEAD
  const end = sums + (length << 2)
  let place = from
  for (let to = sums; to < end; to += 64, place += EIGHT << 2) {
    let upper0 = i32x4.splat(0)
    let upper1 = i32x4.splat(0)
    let upper2 = i32x4.splat(0)
    let upper3 = i32x4.splat(0)
    let lower0 = i32x4.splat(0)
    let lower1 = i32x4.splat(0)
    let lower2 = i32x4.splat(0)
    let lower3 = i32x4.splat(0)
    for (let k: usize = 0; k < count; k++) {
      const record = recordAt(place, table, k)
      const upper = v128.load32_splat(factors + (k << 3))
      const lower = v128.load32_splat(factors + (k << 3), 4)
      const y0 = v128.load(record)
      const s0 = v128.load(record, EIGHT)
      const e0 = i16x8.shuffle(y0, s0, 0, 8, 1, 9, 2, 10, 3, 11)
      const e1 = i16x8.shuffle(y0, s0, 4, 12, 5, 13, 6, 14, 7, 15)
      upper0 = i32x4.add(upper0, i32x4.dot_i16x8_s(e0, upper))
      lower0 = i32x4.add(lower0, i32x4.dot_i16x8_s(e0, lower))
      upper1 = i32x4.add(upper1, i32x4.dot_i16x8_s(e1, upper))
      lower1 = i32x4.add(lower1, i32x4.dot_i16x8_s(e1, lower))
      const y1 = v128.load(record, 2 * EIGHT)
      const s1 = v128.load(record, 3 * EIGHT)
      const e2 = i16x8.shuffle(y1, s1, 0, 8, 1, 9, 2, 10, 3, 11)
      const e3 = i16x8.shuffle(y1, s1, 4, 12, 5, 13, 6, 14, 7, 15)
      upper2 = i32x4.add(upper2, i32x4.dot_i16x8_s(e2, upper))
      lower2 = i32x4.add(lower2, i32x4.dot_i16x8_s(e2, lower))
      upper3 = i32x4.add(upper3, i32x4.dot_i16x8_s(e3, upper))
      lower3 = i32x4.add(lower3, i32x4.dot_i16x8_s(e3, lower))
    }
    v128.store(to, joined(upper0, lower0, upperUnit, lowerUnit))
    v128.store(to, joined(upper1, lower1, upperUnit, lowerUnit), 16)
    v128.store(to, joined(upper2, lower2, upperUnit, lowerUnit), 32)
    v128.store(to, joined(upper3, lower3, upperUnit, lowerUnit), 48)
  }
}

function joined(upper: v128, lower: v128, upperUnit: v128, lowerUnit: v128): v128 {
  const high = f32x4.mul(f32x4.convert_i32x4_s(upper), upperUnit)
  return f32x4.add(high, f32x4.mul(f32x4.convert_i32x4_s(lower), lowerUnit))
}

/**
 * z = x − scale · g + Σ coefficient · column where held is 0, moved into the box; the bound held at elsewhere. Coefficients are taken as
 * multiples of 2^-27 of the largest (in a chunk, ten pairs), so that the sums are of integers, and exact. Returns g · (z − x). `scratch`
 * holds a chunk of floats and two floats a pair.
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
  count: usize,
  coefficients: usize,
  scratch: usize,
  z: usize,
): f64 {
  const zero = i32x4.splat(0)
  const one = i32x4.splat(1)
  const descent = f32x4.splat(<f32>-scale)
  const factors = scratch + (CHUNK << 2)
  const bits = upperBits(count)
  let slope = f64x2.splat(0)
  let slope2 = f64x2.splat(0)
  let chunk = pairs
  for (let start: usize = 0; start < n; start += CHUNK, chunk += stride) {
    const length = min(CHUNK, n - start)
    const unit = writeFactors(chunk, table, count, coefficients, bits, factors)
    addColumns(chunk, table, count, factors, unit, bits, length, scratch)
    for (let i: usize = 0; i < length; i += 4) {
      const at = (start + i) << 2
      const from = v128.load(x + at)
      const slopes = v128.load(g + at)
      const least = v128.load(lower + at)
      const most = v128.load(upper + at)
      const step = f32x4.add(f32x4.mul(descent, slopes), v128.load(scratch + (i << 2)))
      const inside = f32x4.pmin(most, f32x4.pmax(least, f32x4.add(from, step)))
      const flags = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(held + start + i)))
      const bound = v128.bitselect(least, most, i32x4.eq(flags, one))
      const to = v128.bitselect(inside, bound, i32x4.eq(flags, zero))
      v128.store(z + at, to)
      slope = f64x2.add(slope, product(slopes, to, from))
      slope2 = f64x2.add(slope2, product(upperHalf(slopes), upperHalf(to), upperHalf(from)))
    }
  }
  return sum(f64x2.add(slope, slope2))
}

/** g · (z − x) of the lower two lanes each. */
function product(g: v128, z: v128, x: v128): v128 {
  const step = f64x2.sub(f64x2.promote_low_f32x4(z), f64x2.promote_low_f32x4(x))
  return f64x2.mul(f64x2.promote_low_f32x4(g), step)
}
