import type { Box } from '../solver.ts'
import { Arena, padded } from './arena.ts'
import { type Compiled, instantiate } from './instantiate.ts'
import type {
  Descent,
  Iterate,
  Kernels,
  OwnProducts,
  RowTerms,
  StepProducts,
  StepQuestions,
} from './kernels.ts'

/** Doubles that the compiled kernels works in: two chunks, and twice the rows gathered of each column. */
const scratch = (order: number): number => 2 * 4096 + 2 * 512 * order

/** What runs here; every number but limits, scales and results is an address or a count. */
const NAMES = [
  'hold',
  'breakpoints',
  'learn',
  'follow',
  'gram',
  'sweep',
  'combine',
  'slope',
  'rowTerms',
] as const

/** The kernels with SIMD instructions, for float32. */
export class SimdKernels implements Kernels<Float32Array> {
  readonly #size: number
  /** Elements with padding. */
  readonly #padded: number
  readonly #arena: Arena
  readonly #run: Compiled<(typeof NAMES)[number]>
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
    const small = 8 * (scratch(order) + 4 * order * (order + 4) + 1024)
    // Flags twice, variables three times, weights, times.
    this.#arena = new Arena(this.#padded * (4 * vectors + 2 + 12 + 1 + 8) + small)
    this.#run = instantiate(this.#arena, NAMES)
    this.#scratch = this.#arena.take(8 * scratch(order))
    this.#results = this.doubles(order * (order + 4) + 8)
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
  weights = (): Int8Array => new Int8Array(this.#arena.memory.buffer, this.#take(1), this.#size)
  times = (): Float64Array => new Float64Array(this.#arena.memory.buffer, this.#take(8), this.#size)
  doubles(length: number): Float64Array {
    return new Float64Array(this.#arena.memory.buffer, this.#arena.take(8 * length), length)
  }

  hold({ point, gradient }: Iterate<Float32Array>, { lower, upper }: Box, held: Uint8Array): Descent {
    this.#run.hold(...addresses(point, gradient, lower, upper, held), this.#padded, this.#results.byteOffset)
    const [squares = 0, count = 0, norm = 0] = this.#results
    return { squares, count, norm }
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

  learn(
    from: Iterate<Float32Array>,
    to: Iterate<Float32Array>,
    active: Uint8Array,
    s: Float32Array,
    y: Float32Array,
    moved: Int32Array,
  ): OwnProducts {
    const inputs = addresses(to.point, from.point, to.gradient, from.gradient, active, s, y, moved)
    this.#run.learn(...inputs, this.#padded, this.#results.byteOffset)
    const [ss = 0, sy = 0, yy = 0, syFree = 0, yyFree = 0, count = 0] = this.#results
    return { ss, sy, yy, syFree, yyFree, moved: count }
  }

  sweep(columns: readonly Float32Array[], asked: StepQuestions<Float32Array>): StepProducts {
    const order = columns.length
    this.#run.sweep(
      this.#list(columns),
      order,
      ...addresses(asked.step, asked.gradient, asked.active),
      this.#padded,
      asked.moved.byteOffset,
      asked.movedCount,
      ...addresses(asked.changed, asked.weights),
      asked.changedCount,
      this.#scratch,
      this.#results.byteOffset,
    )
    const part = (from: number, to: number): Float64Array => this.#results.slice(from * order, to * order)
    const both = part(0, 2)
    return {
      step: both.filter((_, index) => index % 2 === 0),
      gradient: both.filter((_, index) => index % 2 === 1),
      moved: part(2, 3),
      changed: part(3, 4),
      gram: part(4, 4 + order),
    }
  }

  follow(held: Uint8Array, active: Uint8Array, changed: Int32Array, weights: Int8Array): number {
    return this.#run.follow(...addresses(held, active, changed, weights), this.#padded)
  }

  gram(
    columns: readonly Float32Array[],
    variables: Int32Array,
    weights: Int8Array,
    count: number,
    vector: Float32Array,
    product: Float64Array,
  ): Float64Array {
    const order = columns.length
    this.#inputs.set(product)
    this.#run.gram(
      this.#list(columns),
      order,
      ...addresses(variables, weights),
      count,
      vector.byteOffset,
      this.#scratch,
      ...addresses(this.#results, this.#inputs),
    )
    product.set(this.#inputs.subarray(0, order))
    return this.#results.slice(0, order * order)
  }

  combine(
    { point, gradient }: Iterate<Float32Array>,
    { lower, upper }: Box,
    held: Uint8Array,
    scale: number,
    columns: readonly Float32Array[],
    coefficients: Float64Array,
    target: Float32Array,
  ): number {
    this.#inputs.set(coefficients)
    return this.#run.combine(
      ...addresses(point, gradient, lower, upper, held),
      this.#padded,
      scale,
      this.#list(columns),
      columns.length,
      this.#inputs.byteOffset,
      this.#scratch,
      target.byteOffset,
    )
  }

  slope(gradient: Float32Array, point: Float32Array, target: Float32Array): number {
    return this.#run.slope(...addresses(gradient, point, target), this.#padded)
  }

  rowTerms(
    columns: readonly Float32Array[],
    theta: number,
    middle: Float64Array,
    c: Float64Array,
    p: Float64Array,
    row: Float64Array,
  ): (variable: number) => RowTerms {
    const table = this.#list(columns)
    const order = columns.length
    const results = this.#results
    const terms = { wc: 0, wp: 0, ww: 0 }
    const [m = 0, cAt = 0, pAt = 0, rowAt = 0, out = 0] = addresses(middle, c, p, row, results)
    return (variable) => {
      this.#run.rowTerms(table, order, variable, theta, m, cAt, pAt, rowAt, out)
      terms.wc = results[0] as number
      terms.wp = results[1] as number
      terms.ww = results[2] as number
      return terms
    }
  }

  #take(bytesPerElement: number): number {
    return this.#arena.take(bytesPerElement * this.#padded)
  }

  /** Writes the columns' addresses where the kernels read them. */
  #list(columns: readonly Float32Array[]): number {
    for (const [k, column] of columns.entries()) this.#table[k] = column.byteOffset
    return this.#table.byteOffset
  }
}

const addresses = (...arrays: readonly ArrayBufferView[]): number[] =>
  arrays.map(({ byteOffset }) => byteOffset)
