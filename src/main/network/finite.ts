/** True where no number is infinite or NaN. */
export function allFinite(values: Float32Array): boolean {
  // A sum in double of float32 numbers is finite only where all of them are: cheaper than asking each.
  let sum = 0
  for (const value of values) sum += value
  return Number.isFinite(sum)
}
