/**
 * One array of all rows, each of which must be `size` long: `room` where that is as long, else a fresh one. A tensor may share it.
 */
export function stack(
  rows: readonly Float32Array[],
  size: number,
  what: string,
  room?: Float32Array,
): Float32Array {
  const length = rows.length * size
  const stacked = room?.length === length ? room : new Float32Array(length)
  rows.forEach((row, i) => {
    if (row.length !== size)
      throw new RangeError(`The ${what} has ${row.length} numbers where ${size} are needed.`)
    stacked.set(row, i * size)
  })
  return stacked
}

/** The array cut into this many equal rows, which share its memory. */
export function unstack(stacked: Float32Array, rows: number): Float32Array[] {
  const size = stacked.length / rows
  return Array.from({ length: rows }, (_, i) => stacked.subarray(i * size, (i + 1) * size))
}
