import type { Box } from '../solver.ts'
import { Arena, padded } from './arena.ts'
import { type Compiled, instantiate } from './instantiate.ts'
import type { Advance, Descent, Iterate, Kernels, Move, RowTerms } from './kernels.ts'

/** Of the compiled kernels (assembly/records.ts): a chunk's elements, and a record's bytes. */
const CHUNK = 2048
const RECORD = 16 + 2 * CHUNK

/** Bytes that the compiled kernels work in. */
const scratch = (order: number): number => (order + 6) * 4 * CHUNK + 128

/** What runs here; every number but limits, scales and results is an address or a count. */
const NAMES = ['hold', 'breakpoints', 'advance', 'gram', 'combine', 'slope', 'passBreakpoint'] as const

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
    this.#stride = order * RECORD
    const pairs = Math.ceil(this.#padded / CHUNK) * this.#stride
    const small = scratch(order) + 8 * (results + 2 * order * (order + 4)) + 4096
    // Flags twice, variables twice, times.
    this.#arena = new Arena(pairs + this.#padded * (4 * vectors + 2 + 8 + 8) + small)
    this.#run = instantiate(this.#arena, NAMES)
    this.#pairs = this.#arena.take(pairs)
    this.#scratch = this.#arena.take(scratch(order))
    this.#results = this.doubles(results)
    this.#inputs = this.doubles(order)
    this.#table = new Uint32Array(this.#arena.memory.buffer, this.#arena.take(4 * order), order)
  }

  vector = (): Float32Array => new Float32Array(this.#arena.memory.buffer, this.#take(4), this.#size)
  flags = (): Uint8Array => {
    const flags = new Uint8Array(this.#arena.memory.buffer, this.#take(1), this.#padded)
    // Padding never moves.
    return flags.fill(1, this.#size).subarray(0, this.#size)
  }
  variables = (): Int32Array => new Int32Array(this.#arena.memory.buffer, this.#take(4), this.#size)
  times = (): Float64Array => new Float64Array(this.#arena.memory.buffer, this.#take(8), this.#size)
  doubles(length: number): Float64Array {
    return new Float64Array(this.#arena.memory.buffer, this.#arena.take(8 * length), length)
  }

  hold({ point, gradient }: Iterate<Float32Array>, { lower, upper }: Box, held: Uint8Array): Descent {
    this.#results.fill(0, 0, 3)
    this.#run.hold(...addresses(point, gradient, lower, upper, held), this.#padded, this.#results.byteOffset)
    return this.#descent()
  }

  breakpoints(
    { point, gradient }: Iterate<Float32Array>,
    { lower, upper }: Box,
    held: Uint8Array,
    limit: number,
    times: Float64Array,
    variables: Int32Array,
  ): number {
    const inputs = addresses(point, gradient, lower, upper, held)
    return this.#run.breakpoints(...inputs, this.#padded, limit, ...addresses(times, variables))
  }

  advance(
    { from, to, box, before, after }: Move<Float32Array>,
    slots: readonly number[],
    learn: boolean,
  ): Advance {
    const order = 2 * slots.length
    this.#run.advance(
      ...addresses(to.point, to.gradient, from.point, from.gradient),
      ...addresses(box.lower, box.upper, before, after),
      this.#padded,
      this.#pairs,
      this.#stride,
      2 * RECORD * (slots.at(-1) ?? 0),
      learn ? 1 : 0,
      ...this.#list(slots),
      this.#scratch,
      this.#results.byteOffset,
    )
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
    }
  }

  gram(slots: readonly number[], variables: Int32Array, count: number): Float64Array {
    this.#run.gram(
      this.#pairs,
      this.#stride,
      ...this.#list(slots),
      variables.byteOffset,
      count,
      this.#scratch,
      this.#results.byteOffset,
    )
    return this.#results.slice(0, (2 * slots.length) ** 2)
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

  passing(
    slots: readonly number[],
    theta: number,
    middle: Float64Array,
    c: Float64Array,
    p: Float64Array,
  ): (variable: number, interval: number, direction: number) => RowTerms {
    const [table, order] = this.#list(slots)
    const { passBreakpoint } = this.#run
    const results = this.#results
    const terms = { wc: 0, wp: 0, ww: 0 }
    const [m = 0, cAt = 0, pAt = 0, out = 0] = addresses(middle, c, p, results)
    const [pairs, stride, scratch] = [this.#pairs, this.#stride, this.#scratch]
    return (variable, interval, direction) => {
      const how = [interval, direction, theta, m, cAt, pAt, scratch, out] as const
      passBreakpoint(pairs, stride, table, order, variable, ...how)
      terms.wc = results[0] as number
      terms.wp = results[1] as number
      terms.ww = results[2] as number
      return terms
    }
  }

  #take(bytesPerElement: number): number {
    return this.#arena.take(bytesPerElement * this.#padded)
  }

  /** Writes the columns' offsets in a chunk where the kernels read them. @returns the list's address and its length. */
  #list(slots: readonly number[]): [number, number] {
    for (const [k, slot] of slots.entries()) {
      this.#table[k] = 2 * RECORD * slot
      this.#table[slots.length + k] = 2 * RECORD * slot + RECORD
    }
    return [this.#table.byteOffset, 2 * slots.length]
  }

  #descent(): Descent {
    const [squares = 0, count = 0, norm = 0] = this.#results
    return { squares, count, norm }
  }
}

const addresses = (...arrays: readonly ArrayBufferView[]): number[] =>
  arrays.map(({ byteOffset }) => byteOffset)
