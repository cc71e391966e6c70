import type { Box } from '../solver.ts'
import { Arena, padded } from './arena.ts'
import { type Compiled, instantiate } from './instantiate.ts'

/** A point in a box with the decaying averages of its gradients and of their squares, in SIMD instructions. */
export class AdamState {
  readonly point: Float32Array
  readonly #size: number
  readonly #padded: number
  readonly #gradient: Float32Array
  readonly #lower: Float32Array
  readonly #upper: Float32Array
  readonly #first: Float32Array
  readonly #second: Float32Array
  readonly #run: Compiled<'average' | 'advance'>

  constructor(start: Float32Array, { lower, upper }: Box) {
    this.#size = start.length
    this.#padded = padded(start.length)
    const arena = new Arena(6 * 4 * this.#padded)
    const vector = (content?: Float32Array): Float32Array => {
      const fresh = new Float32Array(arena.memory.buffer, arena.take(4 * this.#padded), start.length)
      if (content) fresh.set(content)
      return fresh
    }
    this.#run = instantiate(arena, ['average', 'advance'])
    this.point = vector(start)
    this.#lower = vector(lower)
    this.#upper = vector(upper)
    this.#gradient = vector()
    this.#first = vector()
    this.#second = vector()
  }

  /**
   * Takes in a gradient, which counts for `weight` in the first average and its square for `squareWeight` in the second.
   *
   * @returns the mean over the variables of the second average's square root; not finite where the gradient is not.
   */
  learn(gradient: Float32Array, weight: number, squareWeight: number): number {
    this.#gradient.set(gradient)
    const { byteOffset } = this.#gradient
    const averages = [this.#first.byteOffset, this.#second.byteOffset] as const
    return this.#run.average(byteOffset, ...averages, this.#padded, weight, squareWeight) / this.#size
  }

  /**
   * Moves the point by −rate · first / (scale · √second + floor), then into the box; the first average starts anew where the
   * box clips.
   */
  advance(rate: number, scale: number, floor: number): void {
    const { point } = this
    const vectors = [point, this.#lower, this.#upper, this.#first, this.#second]
    const addresses = vectors.map(({ byteOffset }) => byteOffset)
    this.#run.advance(...addresses, this.#padded, rate, scale, floor)
  }
}
