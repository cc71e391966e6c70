import { ColourRows } from './colour-rows.ts'
import { GreyRows } from './grey-rows.ts'
import { type Size, taps, type Window } from './taps.ts'

/**
 * Resizes 8-bit pixels bilinearly with half-pixel centres and no antialiasing, to the bit as OpenCV's
 * `resize(…, INTER_LINEAR)`, on whose results published networks' figures rest. Enlarges as well as reduces.
 * @param pixels height × width × channels
 * @param to the size of the whole result
 * @param window the part of the result to compute: all of it unless told
 * @returns the window's height × width × channels
 */
export function resizeBilinear(
  pixels: Uint8Array,
  from: Size,
  channels: 1 | 3,
  to: Size,
  window: Window = { top: 0, left: 0, size: to },
): Uint8Array {
  const [height, width] = window.size
  const across = taps(from[1], to[1], window.left, width, true)
  const down = taps(from[0], to[0], window.top, height, false)
  const rows =
    channels === 3 ? new ColourRows(pixels, from[1], across) : new GreyRows(pixels, from[1], across)
  const length = width * channels
  const result = new Uint8Array(height * length)
  /** Which rows of the input are held in the two places. */
  const held = [-1, -1]
  let upper: 0 | 1 = 0
  for (let y = 0; y < height; y++) {
    const [first = 0, second = 0] = [down.first[y], down.second[y]]
    // Rows follow each other: one below is often above the next.
    if (held[1 - upper] === first) upper = upper === 0 ? 1 : 0
    const lower = upper === 0 ? 1 : 0
    if (held[upper] !== first) rows.across(first, upper)
    if (held[lower] !== second) rows.across(second, lower)
    held[upper] = first
    held[lower] = second
    const target = result.subarray(y * length, (y + 1) * length)
    rows.down(upper, down.firstWeight[y] ?? 0, down.secondWeight[y] ?? 0, target)
  }
  return result
}
