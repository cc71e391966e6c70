import { sum } from './lanes'
import { CHUNK, HEAD, recordAt } from './records'

/** The most rows gathered before their products are taken. */
const ROWS: usize = 256

/** Writes a variable's elements of the columns, ROWS apart. */
function gather(pairs: usize, stride: usize, table: usize, order: usize, variable: usize, row: usize): void {
  const chunk = pairs + (variable / CHUNK) * stride
  const place = HEAD + ((variable % CHUNK) << 1)
  let at = row
  for (let k: usize = 0; k < order; k++) {
    const record = recordAt(chunk, table, k)
    const value = load<f64>(record) * <f64>load<i16>(record + place)
    store<f64>(at, value)
    at += ROWS << 3
  }
}

/** Adds the products of the rows gathered to a lower triangle. */
function addGram(rows: usize, count: usize, order: usize, out: usize): void {
  if (count & 1) {
    for (let k: usize = 0; k < order; k++) store<f64>(rows + ((k * ROWS + count) << 3), 0)
  }
  for (let a: usize = 0; a < order; a += 2) {
    for (let b: usize = 0; b <= a; b += 2) {
      const left = rows + ((a * ROWS) << 3)
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
 * Σ r rᵀ over the listed variables, r being their elements of `order` (even) columns: lower triangle. `scratch` holds
 * order · ROWS doubles.
 */
export function gram(
  pairs: usize,
  stride: usize,
  table: usize,
  order: usize,
  variables: usize,
  count: usize,
  scratch: usize,
  out: usize,
): void {
  memory.fill(out, 0, (order * order) << 3)
  for (let from: usize = 0; from < count; from += ROWS) {
    const rows = min(ROWS, count - from)
    for (let l: usize = 0; l < rows; l++) {
      const variable = <usize>load<i32>(variables + ((from + l) << 2))
      gather(pairs, stride, table, order, variable, scratch + (l << 3))
    }
    addGram(scratch, rows, order, out)
  }
}
