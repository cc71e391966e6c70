import type { Box } from '../solver/solver.ts'

const bits = new Uint32Array(1)
const float = new Float32Array(bits.buffer)

/** The smallest float32 not below a number in [0, 255]. */
function float32AtLeast(value: number): number {
  const nearest = Math.fround(value)
  if (nearest >= value) return nearest
  float[0] = nearest
  bits[0] = (bits[0] ?? 0) + 1
  return float[0] ?? 0
}

/** The largest float32 not above a number in [0, 255]. */
function float32AtMost(value: number): number {
  const nearest = Math.fround(value)
  if (nearest <= value) return nearest
  float[0] = nearest
  bits[0] = (bits[0] ?? 0) - 1
  return float[0] ?? 0
}

/**
 * The pixels an adversary may have: `[s − delta, s + delta] ∩ [0, 255]`. A bound that float32 does not hold is
 * rounded towards the source, so that no point of the box is further from it than delta.
 */
export function pixelBox(source: Float32Array, delta: number): Box {
  const lower = new Float32Array(source.length)
  const upper = new Float32Array(source.length)
  // Loops here and below: a function for each of an image's numbers takes ten times as long.
  for (let i = 0; i < source.length; i++) {
    const s = source[i] ?? 0
    lower[i] = float32AtLeast(Math.max(0, s - delta))
    upper[i] = float32AtMost(Math.min(255, s + delta))
  }
  return { lower, upper }
}

/**
 * An adversary as a real image holds it: each pixel rounded to the nearest integer that is within delta of the
 * source and in [0, 255]. The source's pixels are integers, so there always is one.
 */
export function roundWithin(adversary: Float32Array, source: Float32Array, delta: number): Uint8Array {
  const rounded = new Uint8Array(adversary.length)
  for (let i = 0; i < rounded.length; i++) {
    const s = source[i] ?? 0
    const lowest = Math.ceil(Math.max(0, s - delta))
    const highest = Math.floor(Math.min(255, s + delta))
    rounded[i] = Math.min(Math.max(Math.round(adversary[i] ?? 0), lowest), highest)
  }
  return rounded
}
