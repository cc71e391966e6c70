/** The largest float32. */
const largest = 3.4028234663852886e38

/**
 * A number with infinities brought to the largest there are: they stand for "no bound" and "nothing passes" (masks of attention), which
 * those do too, and neither JSON nor our checks know infinities.
 */
export const finite = (value: number): number => Math.max(-largest, Math.min(largest, value))

/** As `finite`, in place; says whether there were infinities. */
export function makeFinite(values: Float32Array): boolean {
  let found = false
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    if (value !== Number.POSITIVE_INFINITY && value !== Number.NEGATIVE_INFINITY) continue
    values[i] = finite(value)
    found = true
  }
  return found
}
