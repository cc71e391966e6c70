import { addRows } from './gram'
import { heapify, removeEarliest } from './heap'
import { sum } from './lanes'
import { CHUNK, EIGHT, placeOf, recordAt } from './records'

/** Rows whose r rᵀ are added up together. */
const TOGETHER: usize = 16

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

/** Adds a multiple of a vector of `order` (even) doubles to another. */
function addMultiple(multiple: f64, vector: usize, order: usize, to: usize): void {
  const factor = f64x2.splat(multiple)
  for (let at: usize = 0; at < order << 3; at += 16)
    v128.store(to + at, f64x2.add(v128.load(to + at), f64x2.mul(factor, v128.load(vector + at))))
}

/**
 * Takes W's part of a Cauchy search over a breakpoint, `from` being its variable's elements of the columns [Y S] and w its row of
 * W = [Y θS], which is written to `row`: c += interval · p; the terms w·M c, w·M p and w·M w into `terms`; p −= direction · w.
 */
function pass(
  from: usize,
  row: usize,
  count: usize,
  interval: f64,
  direction: f64,
  theta: f64,
  middle: usize,
  c: usize,
  p: usize,
  terms: usize,
): void {
  const order = count << 1
  for (let k: usize = 0; k < order; k++)
    store<f64>(row + (k << 3), (k < count ? 1 : theta) * load<f64>(from + (k << 3)))
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
      const w = v128.load(row + (j << 3))
      first = f64x2.add(first, f64x2.mul(w, v128.load(above + (j << 3))))
      second = f64x2.add(second, f64x2.mul(w, v128.load(below + (j << 3))))
    }
    const a = sum(first)
    const b = sum(second)
    wc += a * load<f64>(c + (i << 3)) + b * load<f64>(c + (i << 3), 8)
    wp += a * load<f64>(p + (i << 3)) + b * load<f64>(p + (i << 3), 8)
    ww += a * load<f64>(row + (i << 3)) + b * load<f64>(row + (i << 3), 8)
  }
  store<f64>(terms, wc)
  store<f64>(terms, wp, 8)
  store<f64>(terms, ww, 16)
  addMultiple(-direction, row, order, p)
}

/**
 * Follows the projected gradient path over `listed` breakpoints; see Kernels.follow. `state` has time, slope, curvature, ahead, the
 * number of variables that move, and the least curvature; `gathered` rows of columns lie at `rows`. The table lists `count` pairs.
 * `numbers` has room for the breakpoints' numbers, `scratch` for TOGETHER + 1 rows of columns and four doubles more. Returns 1 where
 * the path's end is found.
 */
export function follow(
  state: usize,
  listed: usize,
  gradient: usize,
  held: usize,
  times: usize,
  variables: usize,
  numbers: usize,
  rows: usize,
  gathered: usize,
  pairs: usize,
  stride: usize,
  table: usize,
  count: usize,
  theta: f64,
  middle: usize,
  c: usize,
  p: usize,
  gram: usize,
  scratch: usize,
): i32 {
  const bytes = count << 4
  const row = scratch + 32
  const together = row + bytes
  let waiting: usize = 0
  let time = load<f64>(state)
  let slope = load<f64>(state, 8)
  let curvature = load<f64>(state, 16)
  let ahead = load<f64>(state, 24)
  let moving = load<f64>(state, 32)
  const least = load<f64>(state, 40)
  heapify(times, numbers, listed)
  let left = listed
  let ended = moving <= 0
  while (!ended && left > 0) {
    const interval = load<f64>(times) - time
    if (ahead < interval) {
      ended = true
      break
    }
    time = load<f64>(times)
    const number = <usize>load<i32>(numbers)
    removeEarliest(times, numbers, left)
    left--
    const variable = <usize>load<i32>(variables + (number << 2))
    const direction = -(<f64>load<f32>(gradient + (variable << 2)))
    store<u8>(held + variable, direction > 0 ? 2 : 1)
    const square = direction * direction
    // Up to here the variable has moved by time · direction.
    slope += interval * curvature + square - theta * time * square
    curvature -= theta * square
    const at = number < gathered ? rows + number * (count << 3) : 0
    const from = together + waiting * bytes
    loadRow(at, pairs, stride, table, count, variable, from)
    pass(from, row, count, interval, direction, theta, middle, c, p, scratch)
    if (++waiting === TOGETHER) {
      addRows(together, waiting, count << 1, gram)
      waiting = 0
    }
    slope += direction * load<f64>(scratch)
    curvature += 2 * direction * load<f64>(scratch, 8) - square * load<f64>(scratch, 16)
    curvature = max(least, curvature)
    moving -= 1
    ended = moving <= 0
    ahead = ended ? 0 : -slope / curvature
  }
  addRows(together, waiting, count << 1, gram)
  store<f64>(state, time)
  store<f64>(state, slope, 8)
  store<f64>(state, curvature, 16)
  store<f64>(state, ahead, 24)
  store<f64>(state, moving, 32)
  return ended ? 1 : 0
}
