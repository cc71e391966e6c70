// AssemblyScript, compiled by build.mjs: the loops of ../plain.ts for float32 vectors, four or two elements at a
// time. Parameters of type usize are addresses in the shared memory, but for n and other counts. Vectors are float32 (flags
// bytes), padded with zeros to a multiple of 16 elements that n counts in: padding is variables that cannot move. Sums are
// float64.

function pair(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address))
}

function upperHalf(lanes: v128): v128 {
  return i64x2.shuffle(lanes, lanes, 1, 0)
}

function sum(lanes: v128): f64 {
  return f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1)
}

/** Four bytes of flags widened to four 32-bit masks: all ones where the flag is 0. */
function zeroMask(flags: usize): v128 {
  const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(flags)))
  return i32x4.eq(words, i32x4.splat(0))
}

/** out: Σ g² over the movable, their number, and the projected gradient's largest element. */
export function hold(
  x: usize,
  g: usize,
  lower: usize,
  upper: usize,
  held: usize,
  n: usize,
  out: usize,
): void {
  const zero = f32x4.splat(0)
  const one = i32x4.splat(1)
  const two = i32x4.splat(2)
  let squares = f64x2.splat(0)
  let squares2 = f64x2.splat(0)
  let largest = zero
  let count: i32 = 0
  for (let i: usize = 0; i < n; i += 4) {
    const at = i << 2
    const px = v128.load(x + at)
    const slope = v128.load(g + at)
    const low = v128.load(lower + at)
    const high = v128.load(upper + at)
    const fixed = f32x4.eq(low, high)
    const atLower = v128.and(f32x4.le(px, low), v128.or(f32x4.ge(slope, zero), fixed))
    const atUpper = v128.and(f32x4.ge(px, high), f32x4.le(slope, zero))
    const flag = v128.bitselect(one, v128.and(atUpper, two), atLower)
    const words = i16x8.narrow_i32x4_u(flag, flag)
    v128.store32_lane(held + i, i8x16.narrow_i16x8_u(words, words), 0)
    const movable = v128.andnot(slope, v128.or(atLower, atUpper))
    const a = f64x2.promote_low_f32x4(movable)
    const b = f64x2.promote_low_f32x4(upperHalf(movable))
    squares = f64x2.add(squares, f64x2.mul(a, a))
    squares2 = f64x2.add(squares2, f64x2.mul(b, b))
    count += popcnt<i32>(i32x4.bitmask(f32x4.ne(movable, zero)))
    const room = v128.bitselect(f32x4.sub(high, px), f32x4.sub(px, low), f32x4.lt(slope, zero))
    largest = f32x4.pmax(largest, f32x4.pmin(f32x4.abs(slope), room))
  }
  const norm = max(
    max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)),
    max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)),
  )
  store<f64>(out, sum(f64x2.add(squares, squares2)))
  store<f64>(out, <f64>count, 8)
  store<f64>(out, <f64>norm, 16)
}

/** Lists the breakpoints at times ≤ limit of the variables held at 0; returns how many. */
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
    let list = i32x4.bitmask(f32x4.le(room, f32x4.mul(generous, f32x4.abs(slope))))
    while (list) {
      const variable = i + ctz(list)
      list &= list - 1
      if (load<u8>(held + variable) !== 0) continue
      const offset = variable << 2
      const rate = <f64>load<f32>(g + offset)
      const from = <f64>load<f32>(x + offset)
      const bound = <f64>load<f32>((rate > 0 ? lower : upper) + offset)
      const time = (from - bound) / rate
      if (!(time <= limit)) continue
      store<f64>(times + (count << 3), time)
      store<i32>(variables + (count << 2), <i32>variable)
      count++
    }
  }
  return <i32>count
}

/** s and y of a step; lists the active variables that moved. out: s·s, s·y, y·y, s·y and y·y over the free, the list's length. */
export function learn(
  to: usize,
  from: usize,
  gradientTo: usize,
  gradientFrom: usize,
  active: usize,
  s: usize,
  y: usize,
  moved: usize,
  n: usize,
  out: usize,
): void {
  let ss = f64x2.splat(0)
  let sy = f64x2.splat(0)
  let yy = f64x2.splat(0)
  let syFree = f64x2.splat(0)
  let yyFree = f64x2.splat(0)
  let count: usize = 0
  for (let i: usize = 0; i < n; i += 4) {
    const at = i << 2
    const step = f32x4.sub(v128.load(to + at), v128.load(from + at))
    const change = f32x4.sub(v128.load(gradientTo + at), v128.load(gradientFrom + at))
    v128.store(s + at, step)
    v128.store(y + at, change)
    const free = zeroMask(active + i)
    const changeFree = v128.and(change, free)
    let list = i32x4.bitmask(v128.andnot(f32x4.ne(step, f32x4.splat(0)), free))
    while (list) {
      store<i32>(moved + (count << 2), <i32>i + ctz(list))
      list &= list - 1
      count++
    }
    const s0 = f64x2.promote_low_f32x4(step)
    const y0 = f64x2.promote_low_f32x4(change)
    const f0 = f64x2.promote_low_f32x4(changeFree)
    const s1 = pair(s + at + 8)
    const y1 = pair(y + at + 8)
    const f1 = f64x2.promote_low_f32x4(upperHalf(changeFree))
    ss = f64x2.add(ss, f64x2.add(f64x2.mul(s0, s0), f64x2.mul(s1, s1)))
    sy = f64x2.add(sy, f64x2.add(f64x2.mul(s0, y0), f64x2.mul(s1, y1)))
    yy = f64x2.add(yy, f64x2.add(f64x2.mul(y0, y0), f64x2.mul(y1, y1)))
    syFree = f64x2.add(syFree, f64x2.add(f64x2.mul(s0, f0), f64x2.mul(s1, f1)))
    yyFree = f64x2.add(yyFree, f64x2.add(f64x2.mul(y0, f0), f64x2.mul(y1, f1)))
  }
  store<f64>(out, sum(ss))
  store<f64>(out, sum(sy), 8)
  store<f64>(out, sum(yy), 16)
  store<f64>(out, sum(syFree), 24)
  store<f64>(out, sum(yyFree), 32)
  store<f64>(out, <f64>count, 40)
}

/**
 * Makes `active` the same as `held`; lists the variables that changed between 0 and not 0, with weight 1 where they are 0
 * now and −1 elsewhere. Returns how many.
 */
export function follow(held: usize, active: usize, changed: usize, weights: usize, n: usize): i32 {
  let count: usize = 0
  for (let i: usize = 0; i < n; i += 16) {
    const now = v128.load(held + i)
    const before = v128.load(active + i)
    v128.store(active + i, now)
    const zero = i8x16.splat(0)
    let list = i8x16.bitmask(v128.xor(i8x16.eq(now, zero), i8x16.eq(before, zero)))
    while (list) {
      const variable = i + ctz(list)
      store<i32>(changed + (count << 2), <i32>variable)
      store<i8>(weights + count, load<u8>(held + variable) === 0 ? 1 : -1)
      list &= list - 1
      count++
    }
  }
  return <i32>count
}

/** Elements of a chunk: long enough for the processor to see a stream in each column, short enough to stay in cache. */
const CHUNK: usize = 4096

/** The most rows gathered at a time. */
const ROWS: usize = 512

/** Copies a column's listed elements, and their multiples by weight. Returns Σ weight · element · vector's element. */
function gather(
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
function addProducts(rows: usize, signed: usize, count: usize, order: usize, out: usize): void {
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

/** Adds two columns' products with two chunks of doubles to four sums. */
function addChunk(
  columns: usize,
  start: usize,
  length: usize,
  first: usize,
  second: usize,
  out: usize,
): void {
  const s = <usize>load<u32>(columns) + (start << 2)
  const y = <usize>load<u32>(columns, 4) + (start << 2)
  let a = f64x2.splat(0)
  let b = f64x2.splat(0)
  let c = f64x2.splat(0)
  let d = f64x2.splat(0)
  let a2 = f64x2.splat(0)
  let b2 = f64x2.splat(0)
  let c2 = f64x2.splat(0)
  let d2 = f64x2.splat(0)
  for (let i: usize = 0; i < length; i += 4) {
    const s0 = pair(s + (i << 2))
    const y0 = pair(y + (i << 2))
    const u0 = v128.load(first + (i << 3))
    const v0 = v128.load(second + (i << 3))
    a = f64x2.add(a, f64x2.mul(s0, u0))
    b = f64x2.add(b, f64x2.mul(s0, v0))
    c = f64x2.add(c, f64x2.mul(y0, u0))
    d = f64x2.add(d, f64x2.mul(y0, v0))
    const s1 = pair(s + (i << 2) + 8)
    const y1 = pair(y + (i << 2) + 8)
    const u1 = v128.load(first + (i << 3), 16)
    const v1 = v128.load(second + (i << 3), 16)
    a2 = f64x2.add(a2, f64x2.mul(s1, u1))
    b2 = f64x2.add(b2, f64x2.mul(s1, v1))
    c2 = f64x2.add(c2, f64x2.mul(y1, u1))
    d2 = f64x2.add(d2, f64x2.mul(y1, v1))
  }
  store<f64>(out, load<f64>(out) + sum(f64x2.add(a, a2)))
  store<f64>(out, load<f64>(out, 8) + sum(f64x2.add(b, b2)), 8)
  store<f64>(out, load<f64>(out, 16) + sum(f64x2.add(c, c2)), 16)
  store<f64>(out, load<f64>(out, 24) + sum(f64x2.add(d, d2)), 24)
}

/**
 * z = x − scale · g + Σ coefficient · column where held is 0, moved into the box; the bound held at elsewhere. `columns`
 * lists `order` (even) addresses. Returns g · (z − x). `scratch` holds CHUNK doubles.
 */
export function combine(
  x: usize,
  g: usize,
  lower: usize,
  upper: usize,
  held: usize,
  n: usize,
  scale: f64,
  columns: usize,
  order: usize,
  coefficients: usize,
  scratch: usize,
  z: usize,
): f64 {
  const one = i32x4.splat(1)
  const factor = f64x2.splat(scale)
  let slope = f64x2.splat(0)
  for (let start: usize = 0; start < n; start += CHUNK) {
    const length = min(CHUNK, n - start)
    for (let i: usize = 0; i < length; i += 2) {
      const at = (start + i) << 2
      v128.store(scratch + (i << 3), f64x2.sub(pair(x + at), f64x2.mul(factor, pair(g + at))))
    }
    let k: usize = 0
    for (; k + 3 < order; k += 4) {
      const c0 = <usize>load<u32>(columns + (k << 2)) + (start << 2)
      const c1 = <usize>load<u32>(columns + (k << 2), 4) + (start << 2)
      const c2 = <usize>load<u32>(columns + (k << 2), 8) + (start << 2)
      const c3 = <usize>load<u32>(columns + (k << 2), 12) + (start << 2)
      const a0 = v128.load64_splat(coefficients + (k << 3))
      const a1 = v128.load64_splat(coefficients + (k << 3), 8)
      const a2 = v128.load64_splat(coefficients + (k << 3), 16)
      const a3 = v128.load64_splat(coefficients + (k << 3), 24)
      for (let i: usize = 0; i < length; i += 2) {
        const at = scratch + (i << 3)
        const offset = i << 2
        const low = f64x2.add(f64x2.mul(a0, pair(c0 + offset)), f64x2.mul(a1, pair(c1 + offset)))
        const high = f64x2.add(f64x2.mul(a2, pair(c2 + offset)), f64x2.mul(a3, pair(c3 + offset)))
        v128.store(at, f64x2.add(v128.load(at), f64x2.add(low, high)))
      }
    }
    if (k < order) {
      const c0 = <usize>load<u32>(columns + (k << 2)) + (start << 2)
      const c1 = <usize>load<u32>(columns + (k << 2), 4) + (start << 2)
      const a0 = v128.load64_splat(coefficients + (k << 3))
      const a1 = v128.load64_splat(coefficients + (k << 3), 8)
      for (let i: usize = 0; i < length; i += 2) {
        const at = scratch + (i << 3)
        const offset = i << 2
        const both = f64x2.add(f64x2.mul(a0, pair(c0 + offset)), f64x2.mul(a1, pair(c1 + offset)))
        v128.store(at, f64x2.add(v128.load(at), both))
      }
    }
    for (let i: usize = 0; i < length; i += 4) {
      const at = (start + i) << 2
      const low = v128.load(lower + at)
      const high = v128.load(upper + at)
      const front = f32x4.demote_f64x2_zero(v128.load(scratch + (i << 3)))
      const back = f32x4.demote_f64x2_zero(v128.load(scratch + (i << 3), 16))
      const inside = f32x4.pmin(high, f32x4.pmax(low, i64x2.shuffle(front, back, 0, 2)))
      const flags = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(held + start + i)))
      const bound = v128.bitselect(low, high, i32x4.eq(flags, one))
      const target = v128.bitselect(inside, bound, i32x4.eq(flags, i32x4.splat(0)))
      v128.store(z + at, target)
      slope = f64x2.add(slope, f64x2.mul(pair(g + at), f64x2.sub(pair(z + at), pair(x + at))))
      slope = f64x2.add(slope, f64x2.mul(pair(g + at + 8), f64x2.sub(pair(z + at + 8), pair(x + at + 8))))
    }
  }
  return sum(slope)
}

/** g · (z − x). */
export function slope(g: usize, x: usize, z: usize, n: usize): f64 {
  let first = f64x2.splat(0)
  let second = f64x2.splat(0)
  for (let i: usize = 0; i < n; i += 4) {
    const at = i << 2
    first = f64x2.add(first, f64x2.mul(pair(g + at), f64x2.sub(pair(z + at), pair(x + at))))
    second = f64x2.add(second, f64x2.mul(pair(g + at + 8), f64x2.sub(pair(z + at + 8), pair(x + at + 8))))
  }
  return sum(f64x2.add(first, second))
}

/**
 * Row `variable` of W = [Y θS], into `row`. out: w·M c, w·M p, w·M w.
 * `order` is even; `columns` lists Y's addresses, then S's.
 */
export function rowTerms(
  columns: usize,
  order: usize,
  variable: usize,
  theta: f64,
  middle: usize,
  c: usize,
  p: usize,
  row: usize,
  out: usize,
): void {
  const half = order >> 1
  for (let k: usize = 0; k < order; k++) {
    const value = <f64>load<f32>(<usize>load<u32>(columns + (k << 2)) + (variable << 2))
    store<f64>(row + (k << 3), k < half ? value : theta * value)
  }
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
  store<f64>(out, wc)
  store<f64>(out, wp, 8)
  store<f64>(out, ww, 16)
}

/**
 * Takes a gradient into the decaying averages of gradients (first) and of their squares (second), with the weights that the new
 * one has in each. Returns Σ √second.
 */
export function average(
  g: usize,
  first: usize,
  second: usize,
  n: usize,
  weight: f32,
  squareWeight: f32,
): f64 {
  const fresh = f32x4.splat(weight)
  const kept = f32x4.splat(1 - weight)
  const freshSquare = f32x4.splat(squareWeight)
  const keptSquare = f32x4.splat(1 - squareWeight)
  let total = f64x2.splat(0)
  for (let i: usize = 0; i < n; i += 4) {
    const at = i << 2
    const slope = v128.load(g + at)
    const mean = f32x4.add(f32x4.mul(kept, v128.load(first + at)), f32x4.mul(fresh, slope))
    const square = f32x4.mul(freshSquare, f32x4.mul(slope, slope))
    const variance = f32x4.add(f32x4.mul(keptSquare, v128.load(second + at)), square)
    v128.store(first + at, mean)
    v128.store(second + at, variance)
    const root = f32x4.sqrt(variance)
    total = f64x2.add(total, f64x2.promote_low_f32x4(root))
    total = f64x2.add(total, f64x2.promote_low_f32x4(upperHalf(root)))
  }
  return sum(total)
}

/** x − rate · first / (scale · √second + floor), moved into the box; first becomes 0 where the box clips. */
export function advance(
  x: usize,
  lower: usize,
  upper: usize,
  first: usize,
  second: usize,
  n: usize,
  rate: f32,
  scale: f32,
  floor: f32,
): void {
  const step = f32x4.splat(rate)
  const stretch = f32x4.splat(scale)
  const least = f32x4.splat(floor)
  for (let i: usize = 0; i < n; i += 4) {
    const at = i << 2
    const mean = v128.load(first + at)
    const size = f32x4.add(f32x4.mul(stretch, f32x4.sqrt(v128.load(second + at))), least)
    const moved = f32x4.sub(v128.load(x + at), f32x4.div(f32x4.mul(step, mean), size))
    const kept = f32x4.pmin(v128.load(upper + at), f32x4.pmax(v128.load(lower + at), moved))
    v128.store(x + at, kept)
    v128.store(first + at, v128.and(mean, f32x4.eq(kept, moved)))
  }
}
