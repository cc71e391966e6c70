import { addProducts, gather, ROWS } from './gram'
import { CHUNK, sum, upperHalf, zeroMask } from './lanes'

/** The sum of a column's listed elements, each times the vector's. */
function sparseProduct(column: usize, vector: usize, variables: usize, count: usize): f64 {
  let total: f64 = 0
  for (let l: usize = 0; l < count; l++) {
    const at = (<usize>load<i32>(variables + (l << 2))) << 2
    total += <f64>load<f32>(column + at) * <f64>load<f32>(vector + at)
  }
  return total
}

/** How many of the ascending variables from `first` on are below `limit`. */
function below(variables: usize, first: usize, count: usize, limit: usize): usize {
  let last = first
  while (last < count && <usize>load<i32>(variables + (last << 2)) < limit) last++
  return last - first
}

/** Adds two columns' products with two chunks of doubles to four sums. */
function addChunk(
  columns: usize,
  start: usize,
  length: usize,
  first: usize,
  second: usize,
  out: usize,
): void {
  // Pointers that advance together, with constant offsets: an address computed for each load would cost as much as the sums.
  let s = <usize>load<u32>(columns) + (start << 2)
  let y = <usize>load<u32>(columns, 4) + (start << 2)
  let u = first
  let v = second
  const end = s + (length << 2)
  let a = f64x2.splat(0)
  let b = f64x2.splat(0)
  let c = f64x2.splat(0)
  let d = f64x2.splat(0)
  let a2 = f64x2.splat(0)
  let b2 = f64x2.splat(0)
  let c2 = f64x2.splat(0)
  let d2 = f64x2.splat(0)
  while (s < end) {
    const s0 = f64x2.promote_low_f32x4(v128.load64_zero(s))
    const y0 = f64x2.promote_low_f32x4(v128.load64_zero(y))
    const u0 = v128.load(u)
    const v0 = v128.load(v)
    a = f64x2.add(a, f64x2.mul(s0, u0))
    b = f64x2.add(b, f64x2.mul(s0, v0))
    c = f64x2.add(c, f64x2.mul(y0, u0))
    d = f64x2.add(d, f64x2.mul(y0, v0))
    const s1 = f64x2.promote_low_f32x4(v128.load64_zero(s, 8))
    const y1 = f64x2.promote_low_f32x4(v128.load64_zero(y, 8))
    const u1 = v128.load(u, 16)
    const v1 = v128.load(v, 16)
    a2 = f64x2.add(a2, f64x2.mul(s1, u1))
    b2 = f64x2.add(b2, f64x2.mul(s1, v1))
    c2 = f64x2.add(c2, f64x2.mul(y1, u1))
    d2 = f64x2.add(d2, f64x2.mul(y1, v1))
    s += 16
    y += 16
    u += 32
    v += 32
  }
  store<f64>(out, load<f64>(out) + sum(f64x2.add(a, a2)))
  store<f64>(out, load<f64>(out, 8) + sum(f64x2.add(b, b2)), 8)
  store<f64>(out, load<f64>(out, 16) + sum(f64x2.add(c, c2)), 16)
  store<f64>(out, load<f64>(out, 24) + sum(f64x2.add(d, d2)), 24)
}

/**
 * One sweep over `order` (even) columns for all that a new step asks of them. To `out`, in this order: each column's products
 * with the step and with the gradient where active is 0, side by side; its product with the step over the variables `moved`;
 * Σ weight · element · gradient over the variables `changed`; and what `gram` does for those. Both lists ascend. `scratch`
 * holds 2 · CHUNK + 2 · order · ROWS doubles.
 */
export function sweep(
  columns: usize,
  order: usize,
  step: usize,
  gradient: usize,
  active: usize,
  n: usize,
  moved: usize,
  movedCount: usize,
  changed: usize,
  weights: usize,
  changedCount: usize,
  scratch: usize,
  out: usize,
): void {
  const first = scratch
  const second = first + (CHUNK << 3)
  const rows = second + (CHUNK << 3)
  const signed = rows + ((order * ROWS) << 3)
  const overMoved = out + (order << 4)
  const overChanged = overMoved + (order << 3)
  const products = overChanged + (order << 3)
  memory.fill(out, 0, (order << 5) + ((order * order) << 3))
  let movedFrom: usize = 0
  let changedFrom: usize = 0
  let gathered: usize = 0
  for (let start: usize = 0; start < n; start += CHUNK) {
    const length = min(CHUNK, n - start)
    for (let i: usize = 0; i < length; i += 4) {
      const at = (start + i) << 2
      const u = v128.load(step + at)
      const v = v128.and(v128.load(gradient + at), zeroMask(active + start + i))
      v128.store(first + (i << 3), f64x2.promote_low_f32x4(u))
      v128.store(second + (i << 3), f64x2.promote_low_f32x4(v))
      v128.store(first + (i << 3), f64x2.promote_low_f32x4(upperHalf(u)), 16)
      v128.store(second + (i << 3), f64x2.promote_low_f32x4(upperHalf(v)), 16)
    }
    const movedHere = below(moved, movedFrom, movedCount, start + length)
    for (let k: usize = 0; k < order; k += 2) {
      addChunk(columns + (k << 2), start, length, first, second, out + (k << 4))
    }
    for (let k: usize = 0; k < order; k++) {
      const column = <usize>load<u32>(columns + (k << 2))
      const at = overMoved + (k << 3)
      store<f64>(at, load<f64>(at) + sparseProduct(column, step, moved + (movedFrom << 2), movedHere))
    }
    let left = below(changed, changedFrom, changedCount, start + length)
    while (left > 0) {
      const count = min(left, ROWS - gathered)
      for (let k: usize = 0; k < order; k++) {
        const column = <usize>load<u32>(columns + (k << 2))
        const list = changed + (changedFrom << 2)
        const place = (k * ROWS + gathered) << 3
        const total = gather(
          column,
          list,
          weights + changedFrom,
          count,
          gradient,
          rows + place,
          signed + place,
        )
        const at = overChanged + (k << 3)
        store<f64>(at, load<f64>(at) + total)
      }
      changedFrom += count
      gathered += count
      left -= count
      if (gathered === ROWS) {
        addProducts(rows, signed, gathered, order, products)
        gathered = 0
      }
    }
    movedFrom += movedHere
  }
  addProducts(rows, signed, gathered, order, products)
}
