import { hold } from './box'
import { gatherRows, listBreakpoints } from './breakpoints'
import { addChanged } from './changed'
import { add, largestLane } from './lanes'
import { addProducts, CHUNK, HEAD, inverseScale, recordAt, squares } from './records'

/** The differences of two chunks of floats. Returns the largest. */
function subtract(to: usize, from: usize, length: usize, difference: usize): f32 {
  let largest = f32x4.splat(0)
  for (let at: usize = 0; at < length << 2; at += 16) {
    const change = f32x4.sub(v128.load(to + at), v128.load(from + at))
    v128.store(difference + at, change)
    largest = f32x4.pmax(largest, f32x4.abs(change))
  }
  return largestLane(largest)
}

/** The largest element of a chunk where flags are 0. */
function largestFree(vector: usize, flags: usize, length: usize): f32 {
  let largest = f32x4.splat(0)
  for (let i: usize = 0; i < length; i += 4) {
    const held = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(flags + i)))
    const free = i32x4.eq(held, i32x4.splat(0))
    largest = f32x4.pmax(largest, v128.and(f32x4.abs(v128.load(vector + (i << 2))), free))
  }
  return largestLane(largest)
}

function integers(address: usize, inverse: v128): v128 {
  const low = f32x4.nearest(f32x4.mul(v128.load(address), inverse))
  const high = f32x4.nearest(f32x4.mul(v128.load(address, 16), inverse))
  return i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(low), i32x4.trunc_sat_f32x4_s(high))
}

/**
 * What a step from one iterate to the next tells of a chunk after another: where the variables are held at the end (`after`), the new
 * pair, each column's products, and the rows of the variables that are held at one end only. See Kernels.advance.
 *
 * `newest` is the offset of the new pair's y in a chunk, s following it; `kept` whether it is to be kept.
 * `out`: what `hold` sums up; y·y; then for each of `order` (even) columns its products with s, s where held, y and g where free; then
 * the rows' Gram matrix. The breakpoints at times ≤ limit are listed, the first `room` of them with their rows of the columns, `order` floats
 * each. Returns how many were listed. `scratch` has room for order + 6 chunks of floats.
 */
export function advance(
  point: usize,
  gradient: usize,
  fromPoint: usize,
  fromGradient: usize,
  lower: usize,
  upper: usize,
  before: usize,
  after: usize,
  n: usize,
  pairs: usize,
  stride: usize,
  newest: usize,
  kept: bool,
  table: usize,
  order: usize,
  limit: f64,
  times: usize,
  variables: usize,
  listedRows: usize,
  room: usize,
  scratch: usize,
  out: usize,
): i32 {
  const step = scratch
  const change = step + (CHUNK << 2)
  const vectors = change + (CHUNK << 2)
  const scales = vectors + (CHUNK << 3)
  const unkept = scales + 32
  const rows = unkept + (CHUNK << 2) + (HEAD << 1)
  const products = out + 32
  const gram = products + (order << 5)
  const zero = i16x8.splat(0)
  memory.fill(out, 0, 32 + (order << 5) + ((order * order) << 3))
  let listed: usize = 0
  let chunk = pairs
  for (let start: usize = 0; start < n; start += CHUNK, chunk += stride) {
    const length = min(CHUNK, n - start)
    const at = start << 2
    hold(point + at, gradient + at, lower + at, upper + at, after + start, length, out)
    const scaleS = inverseScale(subtract(point + at, fromPoint + at, length, step))
    const scaleY = inverseScale(subtract(gradient + at, fromGradient + at, length, change))
    const scaleG = inverseScale(largestFree(gradient + at, after + start, length))
    const inverseS = f32x4.splat(scaleS)
    const inverseY = f32x4.splat(scaleY)
    const inverseG = f32x4.splat(scaleG)
    const y = kept ? chunk + newest : unkept
    const s = y + HEAD + (CHUNK << 1)
    store<f64>(y, 1 / <f64>scaleY)
    store<f64>(s, 1 / <f64>scaleS)
    store<f64>(scales, 1 / <f64>scaleS)
    store<f64>(scales, 1 / <f64>scaleS, 8)
    store<f64>(scales, 1 / <f64>scaleY, 16)
    store<f64>(scales, 1 / <f64>scaleG, 24)
    for (let i: usize = 0; i < length; i += 8) {
      const free = i16x8.eq(i16x8.extend_low_i8x16_u(v128.load64_zero(after + start + i)), zero)
      const steps = integers(step + (i << 2), inverseS)
      const changes = integers(change + (i << 2), inverseY)
      const slopes = integers(gradient + at + (i << 2), inverseG)
      const place = i << 1
      v128.store(s + place, steps, HEAD)
      v128.store(y + place, changes, HEAD)
      v128.store(vectors + place, steps)
      v128.store(vectors + place, v128.andnot(steps, free), CHUNK << 1)
      v128.store(vectors + place, v128.and(changes, free), CHUNK << 2)
      v128.store(vectors + place, v128.and(slopes, free), CHUNK * 6)
    }
    add(out + 24, squares(y, length) / (<f64>scaleY * <f64>scaleY))
    for (let k: usize = 0; k < order; k += 2) {
      const second = recordAt(chunk, table, k + 1)
      addProducts(recordAt(chunk, table, k), second, length, vectors, scales, products + (k << 5))
    }
    addChanged(before + start, after + start, length, chunk, table, order, rows, gram)
    if (!(limit > 0)) continue
    const from = listed
    const end = start + length
    listed = listBreakpoints(point, gradient, lower, upper, after, start, end, limit, times, variables, from)
    if (from < room) gatherRows(chunk, start, table, order, variables, from, min(listed, room), listedRows)
  }
  return <i32>listed
}
