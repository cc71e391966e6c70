import { CHUNK, pair, sum } from './lanes'

/** Adds four columns' multiples to a chunk of doubles. */
function addFour(columns: usize, coefficients: usize, start: usize, length: usize, chunk: usize): void {
  let c0 = <usize>load<u32>(columns) + (start << 2)
  let c1 = <usize>load<u32>(columns, 4) + (start << 2)
  let c2 = <usize>load<u32>(columns, 8) + (start << 2)
  let c3 = <usize>load<u32>(columns, 12) + (start << 2)
  const a0 = v128.load64_splat(coefficients)
  const a1 = v128.load64_splat(coefficients, 8)
  const a2 = v128.load64_splat(coefficients, 16)
  const a3 = v128.load64_splat(coefficients, 24)
  const end = chunk + (length << 3)
  for (let at = chunk; at < end; at += 32) {
    const low0 = f64x2.mul(a0, f64x2.promote_low_f32x4(v128.load64_zero(c0)))
    const low1 = f64x2.mul(a1, f64x2.promote_low_f32x4(v128.load64_zero(c1)))
    const low2 = f64x2.mul(a2, f64x2.promote_low_f32x4(v128.load64_zero(c2)))
    const low3 = f64x2.mul(a3, f64x2.promote_low_f32x4(v128.load64_zero(c3)))
    const low = f64x2.add(f64x2.add(low0, low1), f64x2.add(low2, low3))
    v128.store(at, f64x2.add(v128.load(at), low))
    const high0 = f64x2.mul(a0, f64x2.promote_low_f32x4(v128.load64_zero(c0, 8)))
    const high1 = f64x2.mul(a1, f64x2.promote_low_f32x4(v128.load64_zero(c1, 8)))
    const high2 = f64x2.mul(a2, f64x2.promote_low_f32x4(v128.load64_zero(c2, 8)))
    const high3 = f64x2.mul(a3, f64x2.promote_low_f32x4(v128.load64_zero(c3, 8)))
    const high = f64x2.add(f64x2.add(high0, high1), f64x2.add(high2, high3))
    v128.store(at, f64x2.add(v128.load(at, 16), high), 16)
    c0 += 16
    c1 += 16
    c2 += 16
    c3 += 16
  }
}

/** Adds two columns' multiples to a chunk of doubles. */
function addTwo(columns: usize, coefficients: usize, start: usize, length: usize, chunk: usize): void {
  const c0 = <usize>load<u32>(columns) + (start << 2)
  const c1 = <usize>load<u32>(columns, 4) + (start << 2)
  const a0 = v128.load64_splat(coefficients)
  const a1 = v128.load64_splat(coefficients, 8)
  for (let i: usize = 0; i < length; i += 2) {
    const at = chunk + (i << 3)
    const both = f64x2.add(f64x2.mul(a0, pair(c0 + (i << 2))), f64x2.mul(a1, pair(c1 + (i << 2))))
    v128.store(at, f64x2.add(v128.load(at), both))
  }
}

/**
 * z = x − scale · g + Σ coefficient · column where held is 0, moved into the box; the bound held at elsewhere. `columns`
 * lists `order` (even) addresses. Returns g · (z − x). `scratch` holds CHUNK doubles.
 */
export function combine(
  x: usize,
  g: usize,
  lower: usize,
  upper: usize,
  held: usize,
  n: usize,
  scale: f64,
  columns: usize,
  order: usize,
  coefficients: usize,
  scratch: usize,
  z: usize,
): f64 {
  const one = i32x4.splat(1)
  const factor = f64x2.splat(scale)
  let slope = f64x2.splat(0)
  for (let start: usize = 0; start < n; start += CHUNK) {
    const length = min(CHUNK, n - start)
    for (let i: usize = 0; i < length; i += 2) {
      const at = (start + i) << 2
      v128.store(scratch + (i << 3), f64x2.sub(pair(x + at), f64x2.mul(factor, pair(g + at))))
    }
    let k: usize = 0
    for (; k + 3 < order; k += 4) addFour(columns + (k << 2), coefficients + (k << 3), start, length, scratch)
    if (k < order) addTwo(columns + (k << 2), coefficients + (k << 3), start, length, scratch)
    for (let i: usize = 0; i < length; i += 4) {
      const at = (start + i) << 2
      const low = v128.load(lower + at)
      const high = v128.load(upper + at)
      const front = f32x4.demote_f64x2_zero(v128.load(scratch + (i << 3)))
      const back = f32x4.demote_f64x2_zero(v128.load(scratch + (i << 3), 16))
      const inside = f32x4.pmin(high, f32x4.pmax(low, i64x2.shuffle(front, back, 0, 2)))
      const flags = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(held + start + i)))
      const bound = v128.bitselect(low, high, i32x4.eq(flags, one))
      const target = v128.bitselect(inside, bound, i32x4.eq(flags, i32x4.splat(0)))
      v128.store(z + at, target)
      slope = f64x2.add(slope, f64x2.mul(pair(g + at), f64x2.sub(pair(z + at), pair(x + at))))
      slope = f64x2.add(slope, f64x2.mul(pair(g + at + 8), f64x2.sub(pair(z + at + 8), pair(x + at + 8))))
    }
  }
  return sum(slope)
}

/**
 * Row `variable` of W = [Y θS], into `row`. out: w·M c, w·M p, w·M w.
 * `order` is even; `columns` lists Y's addresses, then S's.
 */
export function rowTerms(
  columns: usize,
  order: usize,
  variable: usize,
  theta: f64,
  middle: usize,
  c: usize,
  p: usize,
  row: usize,
  out: usize,
): void {
  const half = order >> 1
  for (let k: usize = 0; k < order; k++) {
    const value = <f64>load<f32>(<usize>load<u32>(columns + (k << 2)) + (variable << 2))
    store<f64>(row + (k << 3), k < half ? value : theta * value)
  }
  let wc: f64 = 0
  let wp: f64 = 0
  let ww: f64 = 0
  for (let i: usize = 0; i < order; i += 2) {
    let first = f64x2.splat(0)
    let second = f64x2.splat(0)
    const above = middle + ((i * order) << 3)
    const below = above + (order << 3)
    for (let j: usize = 0; j < order; j += 2) {
      const w = v128.load(row + (j << 3))
      first = f64x2.add(first, f64x2.mul(w, v128.load(above + (j << 3))))
      second = f64x2.add(second, f64x2.mul(w, v128.load(below + (j << 3))))
    }
    const a = sum(first)
    const b = sum(second)
    wc += a * load<f64>(c + (i << 3)) + b * load<f64>(c + (i << 3), 8)
    wp += a * load<f64>(p + (i << 3)) + b * load<f64>(p + (i << 3), 8)
    ww += a * load<f64>(row + (i << 3)) + b * load<f64>(row + (i << 3), 8)
  }
  store<f64>(out, wc)
  store<f64>(out, wp, 8)
  store<f64>(out, ww, 16)
}
