import { sum } from './lanes'
import { FOUR_EIGHTS } from './products'
import { BLOCK, EIGHT, HEAD } from './records'
import { widened } from './sums'

/** 1.5 · 2^23, in whose neighbourhood floats are the integers. */
const INTEGERS: f32 = 12582912
/** Its bits. */
const INTEGERS_BITS: i32 = 0x4b400000

/** Eight floats times a factor as the nearest 16-bit integers; they must be below 2^22. */
function integers(address: usize, factor: v128): v128 {
  const shift = f32x4.splat(INTEGERS)
  const bits = i32x4.splat(INTEGERS_BITS)
  const low = i32x4.sub(f32x4.add(f32x4.mul(v128.load(address), factor), shift), bits)
  const high = i32x4.sub(f32x4.add(f32x4.mul(v128.load(address, 16), factor), shift), bits)
  return i16x8.narrow_i32x4_s(low, high)
}

/**
 * Rounds a chunk of a new pair into a record, whose scales are there, and lays out for `addProducts`: s, s where held, and where free y and the
 * gradient. The factors are the inverses of their scales. Returns y · y over the square of its scale.
 */
export function roundPair(
  step: usize,
  change: usize,
  gradient: usize,
  held: usize,
  length: usize,
  factorS: f32,
  factorY: f32,
  factorG: f32,
  record: usize,
  vectors: usize,
): f64 {
  const zero = i16x8.splat(0)
  const inverseS = f32x4.splat(factorS)
  const inverseY = f32x4.splat(factorY)
  const inverseG = f32x4.splat(factorG)
  let squares = f64x2.splat(0)
  let to = record + HEAD
  let vector = vectors
  for (let start: usize = 0; start < length; start += BLOCK) {
    let block = i32x4.splat(0)
    for (let i = start; i < start + BLOCK; i += 8, to += EIGHT << 1, vector += FOUR_EIGHTS) {
      const free = i16x8.eq(i16x8.extend_low_i8x16_u(v128.load64_zero(held + i)), zero)
      const steps = integers(step + (i << 2), inverseS)
      const changes = integers(change + (i << 2), inverseY)
      const slopes = integers(gradient + (i << 2), inverseG)
      block = i32x4.add(block, i32x4.dot_i16x8_s(changes, changes))
      v128.store(to, changes)
      v128.store(to, steps, EIGHT)
      v128.store(vector, steps)
      v128.store(vector, v128.andnot(steps, free), 16)
      v128.store(vector, v128.and(changes, free), 32)
      v128.store(vector, v128.and(slopes, free), 48)
    }
    squares = f64x2.add(squares, widened(block))
  }
  return sum(squares)
}
