export function pair(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address))
}

export function upperHalf(lanes: v128): v128 {
  return i64x2.shuffle(lanes, lanes, 1, 0)
}

export function sum(lanes: v128): f64 {
  return f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1)
}

/** Four bytes of flags widened to four 32-bit masks: all ones where the flag is 0. */
export function zeroMask(flags: usize): v128 {
  const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(flags)))
  return i32x4.eq(words, i32x4.splat(0))
}

/** Elements of a chunk: long enough for the processor to see a stream in each column, short enough to stay in cache. */
export const CHUNK: usize = 4096
