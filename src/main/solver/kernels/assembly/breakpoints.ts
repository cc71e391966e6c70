import { sum } from './lanes'
import { CHUNK, EIGHT, placeOf, recordAt } from './records'

/**
 * Of four variables from `i` on, those whose bits are set in `list`: lists their breakpoints where the time is ≤ limit, behind the
 * `count` listed before, numbering the variables from `first`. Returns how many there are then.
 */
export function listCandidates(
  list: i32,
  i: usize,
  x: usize,
  g: usize,
  lower: usize,
  upper: usize,
  first: usize,
  limit: f64,
  times: usize,
  variables: usize,
  count: usize,
): usize {
  while (list) {
    const variable = i + ctz(list)
    list &= list - 1
    const offset = variable << 2
    const rate = <f64>load<f32>(g + offset)
    const from = <f64>load<f32>(x + offset)
    const bound = <f64>load<f32>((rate > 0 ? lower : upper) + offset)
    const time = (from - bound) / rate
    if (!(time <= limit)) continue
    store<f64>(times + (count << 3), time)
    store<i32>(variables + (count << 2), <i32>(first + variable))
    count++
  }
  return count
}

/** Lists the breakpoints at times ≤ limit of the variables that are held at 0; returns how many there are. */
export function breakpoints(
  x: usize,
  g: usize,
  lower: usize,
  upper: usize,
  held: usize,
  n: usize,
  limit: f64,
  times: usize,
  variables: usize,
): i32 {
  const zero = f32x4.splat(0)
  // Rounded up, so that single precision finds every candidate; double decides.
  const generous = f32x4.splat(<f32>(limit * 1.000001))
  let count: usize = 0
  for (let i: usize = 0; i < n; i += 4) {
    const at = i << 2
    const slope = v128.load(g + at)
    const point = v128.load(x + at)
    const above = f32x4.sub(v128.load(upper + at), point)
    const room = v128.bitselect(f32x4.sub(point, v128.load(lower + at)), above, f32x4.gt(slope, zero))
    const flags = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(held + i)))
    const free = i32x4.eq(flags, i32x4.splat(0))
    const list = i32x4.bitmask(v128.and(free, f32x4.le(room, f32x4.mul(generous, f32x4.abs(slope)))))
    if (list) count = listCandidates(list, i, x, g, lower, upper, 0, limit, times, variables, count)
  }
  return <i32>count
}

/**
 * Writes the columns' elements of the listed variables `from` to `to` of a chunk, 2 · `count` floats each: a float holds them
 * exactly.
 */
export function gatherRows(
  chunk: usize,
  start: usize,
  table: usize,
  count: usize,
  variables: usize,
  from: usize,
  to: usize,
  rows: usize,
): void {
  for (let k: usize = 0; k < count; k++) {
    const record = recordAt(chunk, table, k)
    const scaleY = <f32>load<f64>(record)
    const scaleS = <f32>load<f64>(record, 8)
    for (let l = from; l < to; l++) {
      const element = record + placeOf(<usize>load<i32>(variables + (l << 2)) - start)
      const row = rows + ((l * 2 * count + k) << 2)
      store<f32>(row, scaleY * <f32>load<i16>(element))
      store<f32>(row + (count << 2), scaleS * <f32>load<i16>(element, EIGHT))
    }
  }
}

/** A variable's elements of the columns, as doubles: from its gathered row, or from the records where `row` is 0. */
function loadRow(
  row: usize,
  pairs: usize,
  stride: usize,
  table: usize,
  count: usize,
  variable: usize,
  out: usize,
): void {
  if (row) {
    for (let k: usize = 0; k < count; k++)
      v128.store(out + (k << 4), f64x2.promote_low_f32x4(v128.load64_zero(row + (k << 3))))
    return
  }
  const chunk = pairs + (variable / CHUNK) * stride
  const place = placeOf(variable % CHUNK)
  for (let k: usize = 0; k < count; k++) {
    const record = recordAt(chunk, table, k)
    store<f64>(out + (k << 3), load<f64>(record) * <f64>load<i16>(record + place))
    store<f64>(out + ((count + k) << 3), load<f64>(record, 8) * <f64>load<i16>(record + place, EIGHT))
  }
}

/** Adds a multiple of a vector of `order` (even) doubles, or of its beginning up to an even length, to another. */
function addMultiple(multiple: f64, vector: usize, order: usize, to: usize): void {
  const factor = f64x2.splat(multiple)
  for (let at: usize = 0; at < order << 3; at += 16)
    v128.store(to + at, f64x2.add(v128.load(to + at), f64x2.mul(factor, v128.load(vector + at))))
}

/**
 * Takes the Cauchy search over the breakpoint of a variable, r being its elements of the columns [Y S] and w its row of W = [Y θS]: adds
 * r rᵀ to the lower triangle `gram`; c += interval · p; the terms w·M c, w·M p and w·M w into `out`; p −= direction · w. The table lists `count`
 * pairs. `scratch` holds as many doubles as there are columns.
 */
export function passBreakpoint(
  row: usize,
  pairs: usize,
  stride: usize,
  table: usize,
  count: usize,
  variable: usize,
  interval: f64,
  direction: f64,
  theta: f64,
  middle: usize,
  c: usize,
  p: usize,
  gram: usize,
  scratch: usize,
  out: usize,
): void {
  const order = count << 1
  loadRow(row, pairs, stride, table, count, variable, scratch)
  for (let i: usize = 0; i < order; i++)
    addMultiple(load<f64>(scratch + (i << 3)), scratch, (i + 2) & ~1, gram + ((i * order) << 3))
  for (let k = order >> 1; k < order; k++)
    store<f64>(scratch + (k << 3), theta * load<f64>(scratch + (k << 3)))
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
