import { mulberry32 } from './gaussian-noise.ts'
import type { ImageShape } from './tv.ts'

/** Rows down and columns to the right; what leaves the image on one side comes back on the other. */
export type Shift = readonly [number, number]

/** `target` becomes the image shifted. Both are height × width × channel, and not the same array. */
export function shifted(
  image: Float32Array,
  [height, width, channels]: ImageShape,
  [down, right]: Shift,
  target: Float32Array,
): void {
  const row = width * channels
  const cut = modulo(-right, width) * channels
  for (let r = 0; r < height; r++) {
    const from = r * row
    const to = modulo(r + down, height) * row
    target.set(image.subarray(from + cut, from + row), to)
    target.set(image.subarray(from, from + cut), to + row - cut)
  }
}

const modulo = (value: number, size: number): number => ((value % size) + size) % size

/**
 * A shift for each step, at random up to `jitter` either way; the range falls linearly to 0 over the first half of the steps, so
 * that the rest settles on the image as it stands.
 */
export function jitters(steps: number, jitter: number, seed: number): Shift[] {
  const uniform = mulberry32(seed)
  return Array.from({ length: steps }, (_, step) => {
    const range = Math.max(0, Math.round(jitter * (1 - (2 * step) / steps)))
    const draw = (): number => Math.floor(uniform() * (2 * range + 1)) - range
    return [draw(), draw()]
  })
}
