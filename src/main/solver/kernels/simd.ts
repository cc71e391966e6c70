import type { Box } from '../solver.ts'
import { Arena, padded } from './arena.ts'
import { type Compiled, instantiate } from './instantiate.ts'
import type { Advance, Descent, Iterate, Kernels, Listed, Move, Path } from './kernels.ts'

/** Of the compiled kernels (assembly/records.ts): a chunk's elements, and the bytes of a pair's record. */
const CHUNK = 2048
const RECORD = 16 + 4 * CHUNK
/** Breakpoints whose variables' rows are gathered as they are listed, while their chunk is at hand: a search commonly passes a thousand. */
const ROWS = 8192

/** Bytes that the compiled kernels work in. */
const scratch = (order: number): number => (order + 8) * 4 * CHUNK + 128

/** What runs here; every number but limits, scales and results is an address or a count. */
const NAMES = ['hold', 'breakpoints', 'advance', 'combine', 'slope', 'follow'] as const

/**
 * The kernels with SIMD instructions, for float32. Pairs are kept in 14 bits an element, chunk by chunk in multiples of a power of
 * two (block floating point): half the memory to read, and products in integers, which are exact.
 */
export class SimdKernels implements Kernels<Float32Array> {
  readonly #size: number
  /** Elements with padding. */
  readonly #padded: number
  readonly #arena: Arena
  readonly #run: Compiled<(typeof NAMES)[number]>
  readonly #pairs: number
  /** Bytes from a chunk's records to the next's. */
  readonly #stride: number
  readonly #scratch: number
  readonly #results: Float64Array
  readonly #inputs: Float64Array
  readonly #table: Uint32Array
  /** How far a path was followed. */
  readonly #state: Float64Array
  /** Where the numbers of breakpoints are put in order. */
  readonly #numbers: number
  /** Where rows of listed variables are gathered, and of how many they are there. */
  readonly #rows: number
  #gathered = 0
  readonly times: Float64Array
  readonly variables: Int32Array

  /**
   * @param size variables
   * @param memory pairs at most
   * @param vectors how many vectors will be asked for in all
   */
  constructor(size: number, memory: number, vectors: number) {
    this.#size = size
    this.#padded = padded(size)
    const order = 2 * memory
    const results = order * (order + 4) + 4
    this.#stride = memory * RECORD
    const pairs = Math.ceil(this.#padded / CHUNK) * this.#stride
    const small = scratch(order) + 8 * (results + 2 * order * (order + 4)) + 4096
    // Flags twice, times, variables, numbers.
    const large = pairs + this.#padded * (4 * vectors + 2 + 8 + 4 + 4) + 4 * ROWS * order
    this.#arena = new Arena(large + small)
    this.#run = instantiate(this.#arena, NAMES)
    this.#pairs = this.#arena.take(pairs)
    this.#scratch = this.#arena.take(scratch(order))
    this.#results = this.doubles(results)
    this.#inputs = this.doubles(order)
    this.#state = this.doubles(6)
    this.#numbers = this.#take(4)
    this.#rows = this.#arena.take(4 * ROWS * order)
    this.times = new Float64Array(this.#arena.memory.buffer, this.#take(8), size)
    this.variables = new Int32Array(this.#arena.memory.buffer, this.#take(4), size)
    this.#table = new Uint32Array(this.#arena.memory.buffer, this.#arena.take(4 * memory), memory)
  }

  vector = (): Float32Array => new Float32Array(this.#arena.memory.buffer, this.#take(4), this.#size)
  flags = (): Uint8Array => {
    const flags = new Uint8Array(this.#arena.memory.buffer, this.#take(1), this.#padded)
    // Padding never moves.
    return flags.fill(1, this.#size).subarray(0, this.#size)
  }
  doubles(length: number): Float64Array {
    return new Float64Array(this.#arena.memory.buffer, this.#arena.take(8 * length), length)
  }

  hold({ point, gradient }: Iterate<Float32Array>, { lower, upper }: Box, held: Uint8Array): Descent {
    const inputs = addresses(point, gradient, lower, upper, held)
    this.#run.hold(...inputs, this.#padded, this.#scratch, this.#results.byteOffset)
    return this.#descent()
  }

  breakpoints(
    { point, gradient }: Iterate<Float32Array>,
    { lower, upper }: Box,
    held: Uint8Array,
    limit: number,
  ): Listed {
    const inputs = addresses(point, gradient, lower, upper, held)
    this.#gathered = 0
    const listed = addresses(this.times, this.variables)
    return { limit, count: this.#run.breakpoints(...inputs, this.#padded, limit, ...listed) }
  }

  advance(
    { from, to, box, before, after, limit }: Move<Float32Array>,
    slots: readonly number[],
    learn: boolean,
  ): Advance {
    const order = 2 * slots.length
    const count = this.#run.advance(
      ...addresses(to.point, to.gradient, from.point, from.gradient),
      ...addresses(box.lower, box.upper, before, after),
      this.#padded,
      this.#pairs,
      this.#stride,
      RECORD * (slots.at(-1) ?? 0),
      learn ? 1 : 0,
      ...this.#list(slots),
      limit,
      ...addresses(this.times, this.variables),
      this.#rows,
      ROWS,
      this.#scratch,
      this.#results.byteOffset,
    )
    this.#gathered = Math.min(count, ROWS)
    const products = this.#results.subarray(4, 4 + 4 * order)
    const part = (which: number): Float64Array => products.filter((_, index) => index % 4 === which)
    return {
      descent: this.#descent(),
      changeSquares: this.#results[3] as number,
      step: part(0),
      stepActive: part(1),
      changeFree: part(2),
      gradientFree: part(3),
      gram: this.#results.slice(4 + 4 * order, 4 + (4 + order) * order),
      listed: { limit, count },
    }
  }

  combine(
    { point, gradient }: Iterate<Float32Array>,
    { lower, upper }: Box,
    held: Uint8Array,
    scale: number,
    slots: readonly number[],
    coefficients: Float64Array,
    target: Float32Array,
  ): number {
    this.#inputs.set(coefficients)
    return this.#run.combine(
      ...addresses(point, gradient, lower, upper, held),
      this.#padded,
      scale,
      this.#pairs,
      this.#stride,
      ...this.#list(slots),
      this.#inputs.byteOffset,
      this.#scratch,
      target.byteOffset,
    )
  }

  slope(gradient: Float32Array, point: Float32Array, target: Float32Array): number {
    return this.#run.slope(...addresses(gradient, point, target), this.#padded)
  }

  follow(path: Path<Float32Array>, slots: readonly number[], count: number): boolean {
    const { time, slope, curvature, ahead, moving, leastCurvature } = path
    const state = this.#state
    state.set([time, slope, curvature, ahead, moving, leastCurvature])
    const ended = this.#run.follow(
      state.byteOffset,
      count,
      ...addresses(path.gradient, path.held, this.times, this.variables),
      this.#numbers,
      this.#rows,
      this.#gathered,
      this.#pairs,
      this.#stride,
      ...this.#list(slots),
      path.theta,
      ...addresses(path.middle, path.c, path.p, path.gram),
      this.#scratch,
    )
    ;[path.time = 0, path.slope = 0, path.curvature = 0, path.ahead = 0, path.moving = 0] = state
    return ended === 1
  }

  #take(bytesPerElement: number): number {
    return this.#arena.take(bytesPerElement * this.#padded)
  }

  /** Writes the pairs' offsets in a chunk where the kernels read them. @returns the list's address and its length. */
  #list(slots: readonly number[]): [number, number] {
    for (const [k, slot] of slots.entries()) this.#table[k] = RECORD * slot
    return [this.#table.byteOffset, slots.length]
  }

  #descent(): Descent {
    const [squares = 0, count = 0, norm = 0] = this.#results
    return { squares, count, norm }
  }
}

const addresses = (...arrays: readonly ArrayBufferView[]): number[] =>
  arrays.map(({ byteOffset }) => byteOffset)
