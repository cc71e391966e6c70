import type { Taps } from './taps.ts'

/** Two rows of the input, resized across, which are mixed to rows of the result. */
export interface Rows {
  /** Resizes a row of the input across, to one of the two places. */
  across(row: number, place: 0 | 1): void
  /** Mixes the two, that at `upper` with the first weight, to bytes. */
  down(upper: 0 | 1, upperWeight: number, lowerWeight: number, target: Uint8Array): void
}

/** Rows of one channel. */
export class GreyRows implements Rows {
  readonly #pixels: Uint8Array
  readonly #width: number
  readonly #taps: Taps
  readonly #places: readonly [Int32Array, Int32Array]

  constructor(pixels: Uint8Array, width: number, taps: Taps) {
    this.#pixels = pixels
    this.#width = width
    this.#taps = taps
    this.#places = [new Int32Array(taps.first.length), new Int32Array(taps.first.length)]
  }

  across(row: number, place: 0 | 1): void {
    const { first, second, firstWeight, secondWeight } = this.#taps
    const pixels = this.#pixels.subarray(row * this.#width, (row + 1) * this.#width)
    const sums = this.#places[place]
    for (let x = 0; x < sums.length; x++) {
      const one = Math.imul(pixels[first[x] ?? 0] ?? 0, firstWeight[x] ?? 0)
      const other = Math.imul(pixels[second[x] ?? 0] ?? 0, secondWeight[x] ?? 0)
      // OpenCV's fixed point: four bits dropped before the vertical product, sixteen after, two at the end.
      sums[x] = (one + other) >> 4
    }
  }

  down(upper: 0 | 1, upperWeight: number, lowerWeight: number, target: Uint8Array): void {
    const above = this.#places[upper]
    const below = this.#places[upper === 0 ? 1 : 0]
    for (let x = 0; x < target.length; x++) {
      const a = Math.imul(upperWeight, above[x] ?? 0) >> 16
      const b = Math.imul(lowerWeight, below[x] ?? 0) >> 16
      target[x] = (a + b + 2) >> 2
    }
  }
}
