import { gatherRows } from './breakpoints'
import { addChanged } from './changed'
import { add } from './lanes'
import { addProducts } from './products'
import { CHUNK, HEAD, inverseScale, recordAt } from './records'
import { roundPair } from './rounded'
import { survey } from './survey'

/**
 * What a step from one iterate to the next tells of a chunk after another: where the variables are held at the end (`after`), the new
 * pair, each column's products, and the rows of the variables that are held at one end only. See Kernels.advance.
 *
 * `newest` is the offset of the new pair's record in a chunk; `kept` whether it is to be kept.
 * `out`: what `hold` sums up; y·y; then for each column of `count` pairs its products with s, s where held, y and g where free; then
 * the rows' Gram matrix. The breakpoints at times ≤ limit are listed, the first `room` of them with their rows of the columns, 2 · `count`
 * floats each. Returns how many were listed. `scratch` has room for 2 · `count` + 8 chunks of floats.
 */
export function advance(
  point: usize,
  gradient: usize,
  fromPoint: usize,
  fromGradient: usize,
  lower: usize,
  upper: usize,
  before: usize,
  after: usize,
  n: usize,
  pairs: usize,
  stride: usize,
  newest: usize,
  kept: bool,
  table: usize,
  count: usize,
  limit: f64,
  times: usize,
  variables: usize,
  listedRows: usize,
  room: usize,
  scratch: usize,
  out: usize,
): i32 {
  const step = scratch
  const change = step + (CHUNK << 2)
  const vectors = change + (CHUNK << 2)
  const unkept = vectors + (CHUNK << 3)
  const scales = unkept + HEAD + (CHUNK << 2)
  const largest = scales + 32
  const rows = largest + 16
  const products = out + 32
  const half = count << 5
  const gram = products + (half << 1)
  memory.fill(out, 0, 32 + (half << 1) + ((count * count) << 5))
  let listed: usize = 0
  let chunk = pairs
  for (let start: usize = 0; start < n; start += CHUNK, chunk += stride) {
    const length = min(CHUNK, n - start)
    const at = start << 2
    const from = listed
    const slopes = gradient + at
    const held = after + start
    listed = survey(
      point + at,
      slopes,
      fromPoint + at,
      fromGradient + at,
      lower + at,
      upper + at,
      held,
      length,
      step,
      change,
      limit,
      times,
      variables,
      listed,
      start,
      largest,
      out,
    )
    const factorS = inverseScale(load<f32>(largest))
    const factorY = inverseScale(load<f32>(largest, 4))
    const factorG = inverseScale(load<f32>(largest, 8))
    const record = kept ? chunk + newest : unkept
    store<f64>(record, 1 / <f64>factorY)
    store<f64>(record, 1 / <f64>factorS, 8)
    store<f64>(scales, 1 / <f64>factorS)
    store<f64>(scales, 1 / <f64>factorS, 8)
    store<f64>(scales, 1 / <f64>factorY, 16)
    store<f64>(scales, 1 / <f64>factorG, 24)
    const squares = roundPair(step, change, slopes, held, length, factorS, factorY, factorG, record, vectors)
    add(out + 24, squares / (<f64>factorY * <f64>factorY))
    for (let k: usize = 0; k < count; k++) {
      const to = products + (k << 5)
      addProducts(recordAt(chunk, table, k), length, vectors, scales, to, to + half)
    }
    addChanged(before + start, held, length, chunk, table, count, rows, gram)
    if (from < room) gatherRows(chunk, start, table, count, variables, from, min(listed, room), listedRows)
  }
  return <i32>listed
}
