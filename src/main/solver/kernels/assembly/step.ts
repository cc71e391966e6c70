import { pair, sum, upperHalf, zeroMask } from './lanes'

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
