/**
 * The natural logarithm of a number in (0, 1), right to the last bit or two. `Math.log` differs in its last bits from
 * one machine to the next; this takes only operations that IEEE 754 defines: ln m = 2 artanh((m − 1) / (m + 1)), m
 * being the number scaled by a power of two to about 1.
 */
export function logarithm(value: number): number {
  let scaled = value
  let halvings = 0
  while (scaled < Math.SQRT1_2) {
    scaled *= 2
    halvings++
  }
  const z = (scaled - 1) / (scaled + 1)
  const s = z * z
  let series = 0
  // 0.1716 to the power of 25 is below the last bit.
  for (let power = 23; power > 1; power -= 2) series = (series + 1 / power) * s
  return 2 * z * (1 + series) - halvings * Math.LN2
}
