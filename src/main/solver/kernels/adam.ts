import type { Box } from '../solver.ts'
import { Arena, padded } from './arena.ts'
import { type Compiled, instantiate } from './instantiate.ts'

/** A point in a box with the decaying averages of its gradients and of their squares, in SIMD instructions. */
export class AdamState {
  /** The point, the best one, and room for the next. */
  readonly #points: readonly [Float32Array, Float32Array, Float32Array]
  #point: Float32Array
  #best: Float32Array
  readonly #size: number
  readonly #padded: number
  readonly #gradient: Float32Array
  readonly #lower: Float32Array
  readonly #upper: Float32Array
  readonly #first: Float32Array
  readonly #second: Float32Array
  readonly #run: Compiled<'average' | 'step'>

  constructor(start: Float32Array, { lower, upper }: Box) {
    this.#size = start.length
    this.#padded = padded(start.length)
    const arena = new Arena(8 * 4 * this.#padded)
    const vector = (content?: Float32Array): Float32Array => {
      const fresh = new Float32Array(arena.memory.buffer, arena.take(4 * this.#padded), start.length)
      if (content) fresh.set(content)
      return fresh
    }
    this.#run = instantiate(arena, ['average', 'step'])
    this.#points = [vector(start), vector(), vector()]
    this.#point = this.#best = this.#points[0]
    this.#lower = vector(lower)
    this.#upper = vector(upper)
    this.#gradient = vector()
    this.#first = vector()
    this.#second = vector()
  }

  /** Stays as it is until the point has moved twice. */
  get point(): Float32Array {
    return this.#point
  }

  /** The point last kept, the start before that. */
  get best(): Float32Array {
    return this.#best
  }

  /** Makes the point the best one. */
  keep(): void {
    this.#best = this.#point
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
    const next = this.#points.find((room) => room !== this.#point && room !== this.#best) as Float32Array
    const vectors = [this.#point, next, this.#lower, this.#upper, this.#first, this.#second]
    const addresses = vectors.map(({ byteOffset }) => byteOffset)
    this.#run.step(...addresses, this.#padded, rate, scale, floor)
    this.#point = next
  }
}
