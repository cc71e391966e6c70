import { upperHalf } from './lanes'

// Sums of products of 16-bit integers: over BLOCK elements in 32 bits, over all of a chunk in doubles. They are exact, in whatever order.

/** Sums of four 32-bit lanes in two doubles. */
export function widened(sums: v128): v128 {
  return f64x2.add(f64x2.convert_low_i32x4_s(sums), f64x2.convert_low_i32x4_s(upperHalf(sums)))
}

/** The sum of the lanes of one vector, and that of another's. */
export function totals(first: v128, second: v128): v128 {
  return f64x2.add(i64x2.shuffle(first, second, 0, 2), i64x2.shuffle(first, second, 1, 3))
}

/** Adds to the two doubles at an address. */
export function addTwo(address: usize, amounts: v128): void {
  v128.store(address, f64x2.add(v128.load(address), amounts))
}
