// How the pairs' vectors ("columns") y and s are kept: cut into chunks, and a chunk of a pair as one record, the scales of y and of s (powers
// of two, float64) and the elements as multiples of them, 16-bit integers, eight of y and eight of s in turn. All records of a chunk lie
// one after the other, `stride` bytes to the next chunk's: memory is read in its order, which takes half the time of reading
// two places in turn. A table lists the pairs asked for, by their records' offsets in a chunk; columns are the y of these, then the s.

/** Elements of a chunk. */
export const CHUNK: usize = 2048
/** Bytes before a record's elements. */
export const HEAD: usize = 16
/** Bytes of eight elements of y; as many of s follow. */
export const EIGHT: usize = 16
/**
 * The largest integer in a record, so that 32 products (BLOCK elements over four lanes) fit 32 bits. A chunk's scale is chosen from its
 * largest element.
 */
export const LARGEST: i32 = 8191
/** Elements that are summed in 32 bits; chunks are whole multiples. */
export const BLOCK: usize = 128

/** The inverse of the scale that takes elements up to `largest` to integers of up to LARGEST. */
export function inverseScale(largest: f32): f32 {
  // 2^(12 − e) for 2^e the power of two at or below a little more than the largest element, which may not round up to 2^13. The power
  // stays a float32 for elements too small to count.
  const exponent = <i32>(reinterpret<u32>(largest * 1.0002) >> 23) - 127
  return reinterpret<f32>((12 - max(exponent, -100) + 127) << 23)
}

/** The address of a pair's record. */
export function recordAt(chunk: usize, table: usize, pair: usize): usize {
  return chunk + <usize>load<u32>(table + (pair << 2))
}

/** Bytes from a record's beginning to an element of y; that of s is EIGHT further. */
export function placeOf(element: usize): usize {
  return HEAD + ((element & ~7) << 2) + ((element & 7) << 1)
}
