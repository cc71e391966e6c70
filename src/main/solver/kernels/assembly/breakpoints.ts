import { EIGHT, placeOf, recordAt } from './records'

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
