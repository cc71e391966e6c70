/** One array of all rows, each of which must be `size` long. A fresh array: a tensor may share it. */
export function stack(rows: readonly Float32Array[], size: number, what: string): Float32Array {
  const stacked = new Float32Array(rows.length * size)
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
