import { BLOCK, EIGHT, HEAD } from './records'
import { addTwo, totals, widened } from './sums'

/** Bytes of eight elements of each of the four vectors. */
export const FOUR_EIGHTS: usize = 64

/**
 * Adds the products of a record's y and s with four vectors of integers to four doubles each. The vectors lie together, eight elements
 * of each in turn; `scales` are theirs.
 */
export function addProducts(
  record: usize,
  length: usize,
  vectors: usize,
  scales: usize,
  outY: usize,
  outS: usize,
): void {
  let ya = f64x2.splat(0)
  let yb = f64x2.splat(0)
  let yc = f64x2.splat(0)
  let yd = f64x2.splat(0)
  let sa = f64x2.splat(0)
  let sb = f64x2.splat(0)
  let sc = f64x2.splat(0)
  let sd = f64x2.splat(0)
  let vector = vectors
  const end = record + HEAD + (length << 2)
  for (let at = record + HEAD; at < end; ) {
    const stop = at + (BLOCK << 2)
    let blockYa = i32x4.splat(0)
    let blockYb = i32x4.splat(0)
    let blockYc = i32x4.splat(0)
    let blockYd = i32x4.splat(0)
    let blockSa = i32x4.splat(0)
    let blockSb = i32x4.splat(0)
    let blockSc = i32x4.splat(0)
    let blockSd = i32x4.splat(0)
    for (; at < stop; at += EIGHT << 1, vector += FOUR_EIGHTS) {
      const y = v128.load(at)
      const s = v128.load(at, EIGHT)
      const a = v128.load(vector)
      blockYa = i32x4.add(blockYa, i32x4.dot_i16x8_s(y, a))
      blockSa = i32x4.add(blockSa, i32x4.dot_i16x8_s(s, a))
      const b = v128.load(vector, 16)
      blockYb = i32x4.add(blockYb, i32x4.dot_i16x8_s(y, b))
      blockSb = i32x4.add(blockSb, i32x4.dot_i16x8_s(s, b))
      const c = v128.load(vector, 32)
      blockYc = i32x4.add(blockYc, i32x4.dot_i16x8_s(y, c))
      blockSc = i32x4.add(blockSc, i32x4.dot_i16x8_s(s, c))
      const d = v128.load(vector, 48)
      blockYd = i32x4.add(blockYd, i32x4.dot_i16x8_s(y, d))
      blockSd = i32x4.add(blockSd, i32x4.dot_i16x8_s(s, d))
    }
    ya = f64x2.add(ya, widened(blockYa))
    yb = f64x2.add(yb, widened(blockYb))
    yc = f64x2.add(yc, widened(blockYc))
    yd = f64x2.add(yd, widened(blockYd))
    sa = f64x2.add(sa, widened(blockSa))
    sb = f64x2.add(sb, widened(blockSb))
    sc = f64x2.add(sc, widened(blockSc))
    sd = f64x2.add(sd, widened(blockSd))
  }
  addScaled(load<f64>(record), scales, ya, yb, yc, yd, outY)
  addScaled(load<f64>(record, 8), scales, sa, sb, sc, sd, outS)
}

function addScaled(scale: f64, scales: usize, a: v128, b: v128, c: v128, d: v128, out: usize): void {
  const factor = f64x2.splat(scale)
  addTwo(out, f64x2.mul(f64x2.mul(factor, v128.load(scales)), totals(a, b)))
  addTwo(out + 16, f64x2.mul(f64x2.mul(factor, v128.load(scales, 16)), totals(c, d)))
}
