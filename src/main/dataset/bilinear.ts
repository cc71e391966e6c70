/** Interpolation weights are integers over 2048, as in OpenCV's 8-bit `INTER_LINEAR`. */
const ONE = 2048

/** For each output coordinate the two input coordinates it mixes, and the second's weight; the first's is the rest. */
interface Taps {
  readonly first: Int32Array
  readonly second: Int32Array
  readonly firstWeight: Int32Array
  readonly secondWeight: Int32Array
}

/**
 * Outside the outermost centres both taps are the border's pixel. OpenCV then gives the first all the weight across,
 * but down leaves the weights as they fall, which rounds differently; so does `clamped`.
 */
function taps(from: number, to: number, start: number, count: number, clamped: boolean): Taps {
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
  const [rows, columns] = window.size
  const across = taps(from[1], to[1], window.left, columns, true)
  const down = taps(from[0], to[0], window.top, rows, false)
  const stride = from[1] * channels
  const result = new Uint8Array(rows * columns * channels)
  let upper: ResizedRow = { from: -1, values: new Int32Array(columns * channels) }
  let lower: ResizedRow = { from: -1, values: new Int32Array(columns * channels) }
  for (let y = 0; y < rows; y++) {
    const [first, second] = [down.first[y] ?? 0, down.second[y] ?? 0]
    // Rows follow each other: one below is often above the next.
    if (lower.from === first) [upper, lower] = [lower, upper]
    resizeRow(pixels, first, stride, channels, across, upper)
    resizeRow(pixels, second, stride, channels, across, lower)
    const upperWeight = down.firstWeight[y] ?? 0
    const lowerWeight = down.secondWeight[y] ?? 0
    const start = y * columns * channels
    const [above, below] = [upper.values, lower.values]
    for (let i = 0; i < above.length; i++) {
      // OpenCV's fixed point: four bits dropped before the vertical product, sixteen after, two at the end.
      const a = Math.imul(upperWeight, (above[i] ?? 0) >> 4) >> 16
      const b = Math.imul(lowerWeight, (below[i] ?? 0) >> 4) >> 16
      result[start + i] = (a + b + 2) >> 2
    }
  }
  return result
}

/** A row of the input, resized across. */
interface ResizedRow {
  /** The input's row; −1 for none yet. */
  from: number
  readonly values: Int32Array
}

/** Makes `row` that of the input's row `from`, unless it is already. */
function resizeRow(
  pixels: Uint8Array,
  from: number,
  stride: number,
  channels: 1 | 3,
  across: Taps,
  row: ResizedRow,
): void {
  if (row.from === from) return
  row.from = from
  const start = from * stride
  const { values } = row
  for (let x = 0; x < across.first.length; x++) {
    const first = start + (across.first[x] ?? 0) * channels
    const second = start + (across.second[x] ?? 0) * channels
    const firstWeight = across.firstWeight[x] ?? 0
    const secondWeight = across.secondWeight[x] ?? 0
    const to = x * channels
    values[to] = Math.imul(pixels[first] ?? 0, firstWeight) + Math.imul(pixels[second] ?? 0, secondWeight)
    // Colour without a loop: two thirds of the time.
    if (channels === 1) continue
    values[to + 1] =
      Math.imul(pixels[first + 1] ?? 0, firstWeight) + Math.imul(pixels[second + 1] ?? 0, secondWeight)
    values[to + 2] =
      Math.imul(pixels[first + 2] ?? 0, firstWeight) + Math.imul(pixels[second + 2] ?? 0, secondWeight)
  }
}
