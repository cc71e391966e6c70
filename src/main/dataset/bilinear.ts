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
function taps(from: number, to: number, clamped: boolean): Taps {
  const result: Taps = {
    first: new Int32Array(to),
    second: new Int32Array(to),
    firstWeight: new Int32Array(to),
    secondWeight: new Int32Array(to),
  }
  const scale = 1 / (to / from)
  for (let i = 0; i < to; i++) {
    const centre = Math.fround((i + 0.5) * scale - 0.5)
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

/**
 * Resizes 8-bit pixels bilinearly with half-pixel centres and no antialiasing, to the bit as OpenCV's
 * `resize(…, INTER_LINEAR)`, on whose results published networks' figures rest. Enlarges as well as reduces.
 * @param pixels height × width × channels
 * @returns toHeight × toWidth × channels
 */
export function resizeBilinear(
  pixels: Uint8Array,
  [height, width]: readonly [number, number],
  channels: number,
  [toHeight, toWidth]: readonly [number, number],
): Uint8Array {
  const across = taps(width, toWidth, true)
  const down = taps(height, toHeight, false)
  const result = new Uint8Array(toHeight * toWidth * channels)
  let upper = new Int32Array(toWidth * channels)
  let lower = new Int32Array(toWidth * channels)
  for (let y = 0; y < toHeight; y++) {
    upper = resizeRow(pixels, (down.first[y] ?? 0) * width * channels, channels, across, upper)
    lower = resizeRow(pixels, (down.second[y] ?? 0) * width * channels, channels, across, lower)
    const upperWeight = down.firstWeight[y] ?? 0
    const lowerWeight = down.secondWeight[y] ?? 0
    const start = y * toWidth * channels
    for (let i = 0; i < upper.length; i++) {
      // OpenCV's fixed point: four bits dropped before the vertical product, sixteen after, two at the end.
      const a = (upperWeight * ((upper[i] ?? 0) >> 4)) >> 16
      const b = (lowerWeight * ((lower[i] ?? 0) >> 4)) >> 16
      result[start + i] = (a + b + 2) >> 2
    }
  }
  return result
}

function resizeRow(
  pixels: Uint8Array,
  start: number,
  channels: number,
  across: Taps,
  row: Int32Array<ArrayBuffer>,
): Int32Array<ArrayBuffer> {
  for (let x = 0; x < across.first.length; x++) {
    const first = start + (across.first[x] ?? 0) * channels
    const second = start + (across.second[x] ?? 0) * channels
    const firstWeight = across.firstWeight[x] ?? 0
    const secondWeight = across.secondWeight[x] ?? 0
    for (let c = 0; c < channels; c++) {
      row[x * channels + c] =
        (pixels[first + c] ?? 0) * firstWeight + (pixels[second + c] ?? 0) * secondWeight
    }
  }
  return row
}
