import { BLOCK, EIGHT, placeOf, recordAt } from './records'
import { addTwo, totals, widened } from './sums'

/** Lists the places in a record of the variables that changed between 0 and not 0, with sign 1 where they are 0 now and −1 elsewhere. */
function listChanged(before: usize, after: usize, length: usize, changed: usize, signs: usize): usize {
  const zero = i8x16.splat(0)
  let count: usize = 0
  for (let i: usize = 0; i < length; i += 16) {
    const was = i8x16.eq(v128.load(before + i), zero)
    const is = i8x16.eq(v128.load(after + i), zero)
    let list = i8x16.bitmask(v128.xor(was, is))
    while (list) {
      const variable = i + ctz(list)
      list &= list - 1
      store<i16>(changed + (count << 1), <i16>placeOf(variable))
      store<i16>(signs + (count << 1), load<u8>(after + variable) === 0 ? 1 : -1)
      count++
    }
  }
  return count
}

/** Writes the listed elements of every column of `count` pairs, `rows` of each, and behind all of them the same times their signs. */
function gather(
  chunk: usize,
  table: usize,
  count: usize,
  changed: usize,
  signs: usize,
  listed: usize,
  rows: usize,
  out: usize,
): void {
  const bytes = rows << 1
  const half = count * bytes
  const signed = half << 1
  for (let k: usize = 0; k < count; k++, out += bytes) {
    const record = recordAt(chunk, table, k)
    for (let at: usize = 0; at < listed << 1; at += 2) {
      const element = record + <usize>load<u16>(changed + at)
      store<i16>(out + at, load<i16>(element))
      store<i16>(out + half + at, load<i16>(element, EIGHT))
    }
    for (let at: usize = 0; at < bytes; at += 16) {
      const sign = v128.load(signs + at)
      v128.store(out + signed + at, i16x8.mul(v128.load(out + at), sign))
      v128.store(out + signed + half + at, i16x8.mul(v128.load(out + half + at), sign))
    }
  }
}

/** The scale of a column of `count` pairs. */
function scaleOf(chunk: usize, table: usize, count: usize, column: usize): f64 {
  return column < count
    ? load<f64>(recordAt(chunk, table, column))
    : load<f64>(recordAt(chunk, table, column - count), 8)
}

/**
 * Adds Σ sign · r rᵀ to a lower triangle, over the variables of a chunk that changed between 0 and not 0, r being their elements of
 * the columns of `count` pairs, sign 1 where they are 0 now and −1 elsewhere. The integers' sums are exact. `scratch` has room for
 * 4 · count + 2 elements a variable.
 */
export function addChanged(
  before: usize,
  after: usize,
  length: usize,
  chunk: usize,
  table: usize,
  count: usize,
  scratch: usize,
  out: usize,
): void {
  const order = count << 1
  const signs = scratch + (length << 1)
  const left = signs + (length << 1)
  const listed = listChanged(before, after, length, scratch, signs)
  if (listed === 0) return
  const rows = (listed + 7) & ~7
  // What is beyond the list counts for nothing.
  for (let l = listed; l < rows; l++) store<i16>(signs + (l << 1), 0)
  const bytes = rows << 1
  const right = left + order * bytes
  gather(chunk, table, count, scratch, signs, listed, rows, left)
  for (let a: usize = 0; a < order; a += 2) {
    const scaleA = f64x2.splat(scaleOf(chunk, table, count, a))
    const scaleA1 = f64x2.splat(scaleOf(chunk, table, count, a + 1))
    for (let b: usize = 0; b <= a; b += 2) {
      let p = left + a * bytes
      let q = right + b * bytes
      const end = p + bytes
      let aa = f64x2.splat(0)
      let ab = f64x2.splat(0)
      let ba = f64x2.splat(0)
      let bb = f64x2.splat(0)
      while (p < end) {
        const stop = min(end, p + (BLOCK << 1))
        let blockAa = i32x4.splat(0)
        let blockAb = i32x4.splat(0)
        let blockBa = i32x4.splat(0)
        let blockBb = i32x4.splat(0)
        for (; p < stop; p += 16, q += 16) {
          const p0 = v128.load(p)
          const p1 = v128.load(p + bytes)
          const q0 = v128.load(q)
          const q1 = v128.load(q + bytes)
          blockAa = i32x4.add(blockAa, i32x4.dot_i16x8_s(p0, q0))
          blockAb = i32x4.add(blockAb, i32x4.dot_i16x8_s(p0, q1))
          blockBa = i32x4.add(blockBa, i32x4.dot_i16x8_s(p1, q0))
          blockBb = i32x4.add(blockBb, i32x4.dot_i16x8_s(p1, q1))
        }
        aa = f64x2.add(aa, widened(blockAa))
        ab = f64x2.add(ab, widened(blockAb))
        ba = f64x2.add(ba, widened(blockBa))
        bb = f64x2.add(bb, widened(blockBb))
      }
      const scaleB = f64x2.replace_lane(
        f64x2.splat(scaleOf(chunk, table, count, b)),
        1,
        scaleOf(chunk, table, count, b + 1),
      )
      const at = out + ((a * order + b) << 3)
      addTwo(at, f64x2.mul(f64x2.mul(scaleA, scaleB), totals(aa, ab)))
      addTwo(at + (order << 3), f64x2.mul(f64x2.mul(scaleA1, scaleB), totals(ba, bb)))
    }
  }
}
