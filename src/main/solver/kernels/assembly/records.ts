// How the pairs' vectors ("columns") are kept: cut into chunks, and a chunk of a column as a record, a scale (a power of two, float64, padded
// to 16 bytes) and the elements as multiples of it, 16-bit integers. All records of a chunk lie side by side, `stride` bytes to the
// next chunk's. A table lists the columns asked for, by their records' offsets in a chunk.

import { add } from './lanes'

/** Elements of a chunk. */
export const CHUNK: usize = 2048
/** Bytes before a record's elements. */
export const HEAD: usize = 16
/**
 * The largest integer in a record, so that 32 products (BLOCK elements over four lanes) fit 32 bits. A chunk's scale is chosen from its
 * largest element.
 */
export const LARGEST: i32 = 8191
/** Elements that are summed in 32 bits; chunks are whole multiples. */
export const BLOCK: usize = 128

/** The inverse of the scale that takes elements up to `largest` to integers of up to LARGEST. */
export function inverseScale(largest: f32): f32 {
  // 2^(12 − e) for 2^e the power of two at or below a little more than the largest element, which may not round up to 2^13. The power
  // stays a float32 for elements too small to count.
  const exponent = <i32>(reinterpret<u32>(largest * 1.0002) >> 23) - 127
  return reinterpret<f32>((12 - max(exponent, -100) + 127) << 23)
}

/** The address of a column's record. */
export function recordAt(chunk: usize, table: usize, k: usize): usize {
  return chunk + <usize>load<u32>(table + (k << 2))
}

/** Sums of four 32-bit lanes in two of 64. */
export function widened(sums: v128): v128 {
  return i64x2.add(i64x2.extend_low_i32x4_s(sums), i64x2.extend_high_i32x4_s(sums))
}

/** The lanes' sum. */
export function total(sums: v128): f64 {
  return <f64>(i64x2.extract_lane(sums, 0) + i64x2.extract_lane(sums, 1))
}

/** The integers' sum of squares. */
export function squares(record: usize, length: usize): f64 {
  let sums = i64x2.splat(0)
  const end = record + HEAD + (length << 1)
  for (let at = record + HEAD; at < end; ) {
    const stop = at + (BLOCK << 1)
    let block = i32x4.splat(0)
    for (; at < stop; at += 16) {
      const elements = v128.load(at)
      block = i32x4.add(block, i32x4.dot_i16x8_s(elements, elements))
    }
    sums = i64x2.add(sums, widened(block))
  }
  return total(sums)
}

/**
 * Adds two records' products with four vectors of integers, CHUNK apart, to four doubles each. `scales` are the vectors'. The integers'
 * sums are exact.
 */
export function addProducts(
  record0: usize,
  record1: usize,
  length: usize,
  vectors: usize,
  scales: usize,
  out: usize,
): void {
  let a0 = i64x2.splat(0)
  let b0 = i64x2.splat(0)
  let c0 = i64x2.splat(0)
  let d0 = i64x2.splat(0)
  let a1 = i64x2.splat(0)
  let b1 = i64x2.splat(0)
  let c1 = i64x2.splat(0)
  let d1 = i64x2.splat(0)
  let vector = vectors
  const other = record1 - record0
  const end = record0 + HEAD + (length << 1)
  for (let at = record0 + HEAD; at < end; ) {
    const stop = at + (BLOCK << 1)
    let blockA0 = i32x4.splat(0)
    let blockB0 = i32x4.splat(0)
    let blockC0 = i32x4.splat(0)
    let blockD0 = i32x4.splat(0)
    let blockA1 = i32x4.splat(0)
    let blockB1 = i32x4.splat(0)
    let blockC1 = i32x4.splat(0)
    let blockD1 = i32x4.splat(0)
    for (; at < stop; at += 16, vector += 16) {
      const e0 = v128.load(at)
      const e1 = v128.load(at + other)
      const va = v128.load(vector)
      blockA0 = i32x4.add(blockA0, i32x4.dot_i16x8_s(e0, va))
      blockA1 = i32x4.add(blockA1, i32x4.dot_i16x8_s(e1, va))
      const vb = v128.load(vector, CHUNK << 1)
      blockB0 = i32x4.add(blockB0, i32x4.dot_i16x8_s(e0, vb))
      blockB1 = i32x4.add(blockB1, i32x4.dot_i16x8_s(e1, vb))
      const vc = v128.load(vector, CHUNK << 2)
      blockC0 = i32x4.add(blockC0, i32x4.dot_i16x8_s(e0, vc))
      blockC1 = i32x4.add(blockC1, i32x4.dot_i16x8_s(e1, vc))
      const vd = v128.load(vector, CHUNK * 6)
      blockD0 = i32x4.add(blockD0, i32x4.dot_i16x8_s(e0, vd))
      blockD1 = i32x4.add(blockD1, i32x4.dot_i16x8_s(e1, vd))
    }
    a0 = i64x2.add(a0, widened(blockA0))
    b0 = i64x2.add(b0, widened(blockB0))
    c0 = i64x2.add(c0, widened(blockC0))
    d0 = i64x2.add(d0, widened(blockD0))
    a1 = i64x2.add(a1, widened(blockA1))
    b1 = i64x2.add(b1, widened(blockB1))
    c1 = i64x2.add(c1, widened(blockC1))
    d1 = i64x2.add(d1, widened(blockD1))
  }
  addScaled(load<f64>(record0), scales, a0, b0, c0, d0, out)
  addScaled(load<f64>(record1), scales, a1, b1, c1, d1, out + 32)
}

function addScaled(scale: f64, scales: usize, a: v128, b: v128, c: v128, d: v128, out: usize): void {
  add(out, scale * load<f64>(scales) * total(a))
  add(out + 8, scale * load<f64>(scales, 8) * total(b))
  add(out + 16, scale * load<f64>(scales, 16) * total(c))
  add(out + 24, scale * load<f64>(scales, 24) * total(d))
}
