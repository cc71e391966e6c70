import { sum } from './lanes'
import { CHUNK, HEAD, recordAt } from './records'

/** Adds a multiple of a vector of `order` (even) doubles to another. */
function addMultiple(multiple: f64, vector: usize, order: usize, to: usize): void {
  const factor = f64x2.splat(multiple)
  for (let at: usize = 0; at < order << 3; at += 16)
    v128.store(to + at, f64x2.add(v128.load(to + at), f64x2.mul(factor, v128.load(vector + at))))
}

/**
 * Takes the Cauchy search over the breakpoint of a variable: c += interval · p, then the terms w·M c, w·M p and w·M w into `out`, then
 * p −= direction · w, for w the variable's row of W = [Y θS]. `order` is even; the table lists Y's columns, then S's. `scratch` holds
 * `order` doubles.
 */
export function passBreakpoint(
  pairs: usize,
  stride: usize,
  table: usize,
  order: usize,
  variable: usize,
  interval: f64,
  direction: f64,
  theta: f64,
  middle: usize,
  c: usize,
  p: usize,
  scratch: usize,
  out: usize,
): void {
  const half = order >> 1
  const chunk = pairs + (variable / CHUNK) * stride
  const place = HEAD + ((variable % CHUNK) << 1)
  for (let k: usize = 0; k < order; k++) {
    const record = recordAt(chunk, table, k)
    const value = load<f64>(record) * <f64>load<i16>(record + place)
    store<f64>(scratch + (k << 3), k < half ? value : theta * value)
  }
  addMultiple(interval, p, order, c)
  let wc: f64 = 0
  let wp: f64 = 0
  let ww: f64 = 0
  for (let i: usize = 0; i < order; i += 2) {
    let first = f64x2.splat(0)
    let second = f64x2.splat(0)
    const above = middle + ((i * order) << 3)
    const below = above + (order << 3)
    for (let j: usize = 0; j < order; j += 2) {
      const w = v128.load(scratch + (j << 3))
      first = f64x2.add(first, f64x2.mul(w, v128.load(above + (j << 3))))
      second = f64x2.add(second, f64x2.mul(w, v128.load(below + (j << 3))))
    }
    const a = sum(first)
    const b = sum(second)
    wc += a * load<f64>(c + (i << 3)) + b * load<f64>(c + (i << 3), 8)
    wp += a * load<f64>(p + (i << 3)) + b * load<f64>(p + (i << 3), 8)
    ww += a * load<f64>(scratch + (i << 3)) + b * load<f64>(scratch + (i << 3), 8)
  }
  store<f64>(out, wc)
  store<f64>(out, wp, 8)
  store<f64>(out, ww, 16)
  addMultiple(-direction, scratch, order, p)
}
