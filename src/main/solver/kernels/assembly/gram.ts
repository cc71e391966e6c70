import { sum } from './lanes'

/** The most rows gathered at a time. */
export const ROWS: usize = 512

/** Copies a column's listed elements, and their multiples by weight. Returns Σ weight · element · vector's element. */
export function gather(
  column: usize,
  variables: usize,
  weights: usize,
  count: usize,
  vector: usize,
  rows: usize,
  signed: usize,
): f64 {
  let total: f64 = 0
  for (let l: usize = 0; l < count; l++) {
    const at = (<usize>load<i32>(variables + (l << 2))) << 2
    const value = <f64>load<f32>(column + at)
    const weighted = value * <f64>load<i8>(weights + l)
    store<f64>(rows + (l << 3), value)
    store<f64>(signed + (l << 3), weighted)
    total += weighted * <f64>load<f32>(vector + at)
  }
  return total
}

/** Adds the products of `order` (even) rows, ROWS apart, with their signed copies to a lower triangle. */
export function addProducts(rows: usize, signed: usize, count: usize, order: usize, out: usize): void {
  if (count & 1) {
    for (let k: usize = 0; k < order; k++) store<f64>(signed + ((k * ROWS + count) << 3), 0)
    for (let k: usize = 0; k < order; k++) store<f64>(rows + ((k * ROWS + count) << 3), 0)
  }
  for (let a: usize = 0; a < order; a += 2) {
    for (let b: usize = 0; b <= a; b += 2) {
      const left = signed + ((a * ROWS) << 3)
      const right = rows + ((b * ROWS) << 3)
      let aa = f64x2.splat(0)
      let ab = f64x2.splat(0)
      let ba = f64x2.splat(0)
      let bb = f64x2.splat(0)
      for (let l: usize = 0; l < count; l += 2) {
        const p = v128.load(left + (l << 3))
        const q = v128.load(left + (l << 3), ROWS << 3)
        const r = v128.load(right + (l << 3))
        const s = v128.load(right + (l << 3), ROWS << 3)
        aa = f64x2.add(aa, f64x2.mul(p, r))
        ab = f64x2.add(ab, f64x2.mul(p, s))
        ba = f64x2.add(ba, f64x2.mul(q, r))
        bb = f64x2.add(bb, f64x2.mul(q, s))
      }
      const at = out + ((a * order + b) << 3)
      const below = at + (order << 3)
      store<f64>(at, load<f64>(at) + sum(aa))
      store<f64>(at, load<f64>(at, 8) + sum(ab), 8)
      store<f64>(below, load<f64>(below) + sum(ba))
      store<f64>(below, load<f64>(below, 8) + sum(bb), 8)
    }
  }
}

/**
 * Σ weight · r rᵀ over the listed variables, r being their elements of `order` (even) columns: lower triangle. Adds
 * Σ weight · r · v to `product`, v being their element of `vector`. `scratch` holds 2 · order · ROWS doubles.
 */
export function gram(
  columns: usize,
  order: usize,
  variables: usize,
  weights: usize,
  count: usize,
  vector: usize,
  scratch: usize,
  out: usize,
  product: usize,
): void {
  const signed = scratch + ((order * ROWS) << 3)
  memory.fill(out, 0, (order * order) << 3)
  for (let start: usize = 0; start < count; start += ROWS) {
    const length = min(ROWS, count - start)
    for (let k: usize = 0; k < order; k++) {
      const column = <usize>load<u32>(columns + (k << 2))
      const at = (k * ROWS) << 3
      const list = variables + (start << 2)
      const total = gather(column, list, weights + start, length, vector, scratch + at, signed + at)
      store<f64>(product + (k << 3), load<f64>(product + (k << 3)) + total)
    }
    addProducts(scratch, signed, length, order, out)
  }
}
