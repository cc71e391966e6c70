import { add } from './lanes'
import { BLOCK, HEAD, recordAt, total, widened } from './records'

/** Lists the variables of a chunk that changed between 0 and not 0, with sign 1 where they are 0 now and −1 elsewhere. */
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
      store<i16>(changed + (count << 1), <i16>variable)
      store<i16>(signs + (count << 1), load<u8>(after + variable) === 0 ? 1 : -1)
      count++
    }
  }
  return count
}

/** Writes the listed elements of every column, and behind all of them the same times their signs; zeros up to `rows` of each. */
function gather(
  chunk: usize,
  table: usize,
  order: usize,
  changed: usize,
  signs: usize,
  count: usize,
  rows: usize,
  out: usize,
): void {
  const bytes = rows << 1
  const signed = order * bytes
  for (let k: usize = 0; k < order; k++, out += bytes) {
    const elements = recordAt(chunk, table, k) + HEAD
    v128.store(out + bytes - 16, i16x8.splat(0))
    v128.store(out + signed + bytes - 16, i16x8.splat(0))
    for (let l: usize = 0; l < count; l++) {
      const at = l << 1
      const value = load<i16>(elements + ((<usize>load<u16>(changed + at)) << 1))
      store<i16>(out + at, value)
      store<i16>(out + signed + at, value * load<i16>(signs + at))
    }
  }
}

/**
 * Adds Σ sign · r rᵀ to a lower triangle, over the variables of a chunk that changed between 0 and not 0, r being their elements of
 * `order` (even) columns, sign 1 where they are 0 now and −1 elsewhere. The integers' sums are exact. `scratch` has room for
 * 2 · (order + 1) elements a variable.
 */
export function addChanged(
  before: usize,
  after: usize,
  length: usize,
  chunk: usize,
  table: usize,
  order: usize,
  scratch: usize,
  out: usize,
): void {
  const signs = scratch + (length << 1)
  const left = signs + (length << 1)
  const count = listChanged(before, after, length, scratch, signs)
  if (count === 0) return
  const rows = (count + 7) & ~7
  const bytes = rows << 1
  const right = left + order * bytes
  gather(chunk, table, order, scratch, signs, count, rows, left)
  for (let a: usize = 0; a < order; a += 2) {
    const scaleA = load<f64>(recordAt(chunk, table, a))
    const scaleA1 = load<f64>(recordAt(chunk, table, a + 1))
    for (let b: usize = 0; b <= a; b += 2) {
      let p = left + a * bytes
      let q = right + b * bytes
      const end = p + bytes
      let aa = i64x2.splat(0)
      let ab = i64x2.splat(0)
      let ba = i64x2.splat(0)
      let bb = i64x2.splat(0)
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
        aa = i64x2.add(aa, widened(blockAa))
        ab = i64x2.add(ab, widened(blockAb))
        ba = i64x2.add(ba, widened(blockBa))
        bb = i64x2.add(bb, widened(blockBb))
      }
      const scaleB = load<f64>(recordAt(chunk, table, b))
      const scaleB1 = load<f64>(recordAt(chunk, table, b + 1))
      const at = out + ((a * order + b) << 3)
      const below = at + (order << 3)
      add(at, scaleA * scaleB * total(aa))
      add(at + 8, scaleA * scaleB1 * total(ab))
      add(below, scaleA1 * scaleB * total(ba))
      add(below + 8, scaleA1 * scaleB1 * total(bb))
    }
  }
}
