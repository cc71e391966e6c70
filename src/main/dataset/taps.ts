/** Interpolation weights are integers over 2048, as in OpenCV's 8-bit `INTER_LINEAR`. */
const ONE = 2048

/** For each output coordinate the two input coordinates it mixes, and the second's weight; the first's is the rest. */
export interface Taps {
  readonly first: Int32Array
  readonly second: Int32Array
  readonly firstWeight: Int32Array
  readonly secondWeight: Int32Array
}

/**
 * Outside the outermost centres both taps are the border's pixel. OpenCV then gives the first all the weight across,
 * but down leaves the weights as they fall, which rounds differently; so does `clamped`.
 */
export function taps(from: number, to: number, start: number, count: number, clamped: boolean): Taps {
  const result: Taps = {
    first: new Int32Array(count),
    second: new Int32Array(count),
    firstWeight: new Int32Array(count),
    secondWeight: new Int32Array(count),
  }
  const scale = 1 / (to / from)
  for (let i = 0; i < count; i++) {
    const centre = Math.fround((start + i + 0.5) * scale - 0.5)
    const floor = Math.floor(centre)
    const outside = floor < 0 || floor >= from - 1
    const fraction = clamped && outside ? 0 : Math.fround(centre - floor)
    result.first[i] = Math.min(Math.max(floor, 0), from - 1)
    result.second[i] = Math.min(floor + 1, from - 1)
    result.firstWeight[i] = roundHalfEven(Math.fround(1 - fraction) * ONE)
    result.secondWeight[i] = roundHalfEven(fraction * ONE)
  }
  return result
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1
  return floor % 2 === 0 ? floor : floor + 1
}

/** Height and width in pixels. */
export type Size = readonly [height: number, width: number]

/** A part of an image: its first row and column, and its size. */
export interface Window {
  readonly top: number
  readonly left: number
  readonly size: Size
}
