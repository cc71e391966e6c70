// AssemblyScript, compiled by scripts/assembly.mjs: the two loops of resizing a colour image bilinearly, in the fixed point of ../grey-rows.ts.
// Addresses are in the memory that is imported; what is written to is padded, because eight bytes or numbers are written at a time.

/**
 * A row of RGB bytes, resized across: to each pixel of `table` (the offsets of the two pixels it mixes, and their weights as
 * two 16-bit numbers) its three sums over 16.
 */
export function across(row: usize, table: usize, columns: usize, to: usize): void {
  const end = table + columns * 12
  for (; table < end; table += 12, to += 6) {
    const first = v128.load32_zero(row + load<u32>(table))
    const second = v128.load32_zero(row + load<u32>(table, 4))
    const pairs = i8x16.shuffle(first, second, 0, 16, 1, 17, 2, 18, 3, 19, 0, 16, 1, 17, 2, 18, 3, 19)
    const weights = v128.load32_splat(table, 8)
    const sums = i32x4.shr_s(i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(pairs), weights), 4)
    v128.store64_lane(to, i16x8.narrow_i32x4_s(sums, sums), 0)
  }
}

/** Two rows that `across` made, mixed by their weights to bytes. */
export function down(above: usize, below: usize, upper: i32, lower: i32, count: usize, to: usize): void {
  const upperWeight = i16x8.splat(upper as i16)
  const lowerWeight = i16x8.splat(lower as i16)
  const two = i32x4.splat(2)
  for (let at: usize = 0; at < count; at += 8) {
    const a = v128.load(above + 2 * at)
    const b = v128.load(below + 2 * at)
    const low = i32x4.add(
      i32x4.shr_s(i32x4.extmul_low_i16x8_s(a, upperWeight), 16),
      i32x4.shr_s(i32x4.extmul_low_i16x8_s(b, lowerWeight), 16),
    )
    const high = i32x4.add(
      i32x4.shr_s(i32x4.extmul_high_i16x8_s(a, upperWeight), 16),
      i32x4.shr_s(i32x4.extmul_high_i16x8_s(b, lowerWeight), 16),
    )
    const mixed = i16x8.narrow_i32x4_s(
      i32x4.shr_s(i32x4.add(low, two), 2),
      i32x4.shr_s(i32x4.add(high, two), 2),
    )
    v128.store64_lane(to + at, i8x16.narrow_i16x8_u(mixed, mixed), 0)
  }
}
