import type { Box, Vector } from '../solver.ts'
import { zeros } from '../vector.ts'
import { BreakpointHeap } from './breakpoint-heap.ts'
import type { Advance, Descent, Iterate, Kernels, Listed, Move, Path } from './kernels.ts'

/** The kernels in plain TypeScript, for either precision, the pairs kept as they are: what the SIMD ones are checked against. */
export class PlainKernels<V extends Vector> implements Kernels<V> {
  readonly #sample: V
  readonly #pairs: { readonly s: V; readonly y: V }[] = []

  readonly times: Float64Array
  readonly variables: Int32Array

  /** @param sample any vector of the problem's size and precision. */
  constructor(sample: V) {
    this.#sample = sample
    this.times = new Float64Array(sample.length)
    this.variables = new Int32Array(sample.length)
  }

  vector = (): V => zeros(this.#sample)
  flags = (): Uint8Array => new Uint8Array(this.#sample.length)
  doubles = (length: number): Float64Array => new Float64Array(length)

  hold({ point, gradient }: Iterate<V>, { lower, upper }: Box<V>, held: Uint8Array): Descent {
    let squares = 0
    let count = 0
    let norm = 0
    for (let i = 0; i < point.length; i++) {
      const slope = gradient[i] as number
      const x = point[i] as number
      const low = lower[i] as number
      const high = upper[i] as number
      const atLower = x <= low && (slope >= 0 || low === high)
      const hold = atLower ? 1 : x >= high && slope <= 0 ? 2 : 0
      held[i] = hold
      if (hold !== 0 || slope === 0) continue
      squares += slope * slope
      count++
      norm = Math.max(norm, Math.min(Math.abs(slope), slope < 0 ? high - x : x - low))
    }
    return { squares, count, norm }
  }

  breakpoints(
    { point, gradient }: Iterate<V>,
    { lower, upper }: Box<V>,
    held: Uint8Array,
    limit: number,
  ): Listed {
    let count = 0
    for (let i = 0; i < point.length; i++) {
      const slope = gradient[i] as number
      const x = point[i] as number
      const room = slope > 0 ? x - (lower[i] as number) : (upper[i] as number) - x
      const time = room / Math.abs(slope)
      if (!(time <= limit) || held[i] !== 0) continue
      this.times[count] = time
      this.variables[count++] = i
    }
    return { limit, count }
  }

  advance(
    { from, to, box, before, after, limit }: Move<V>,
    slots: readonly number[],
    learn: boolean,
  ): Advance {
    const descent = this.hold(to, box, after)
    const newest = learn ? slots.at(-1) : undefined
    if (newest !== undefined) this.#pairs[newest] ??= { s: this.vector(), y: this.vector() }
    const { s, y } = (newest === undefined ? undefined : this.#pairs[newest]) ?? {
      s: this.vector(),
      y: this.vector(),
    }
    let changeSquares = 0
    for (let i = 0; i < s.length; i++) {
      s[i] = (to.point[i] as number) - (from.point[i] as number)
      y[i] = (to.gradient[i] as number) - (from.gradient[i] as number)
      changeSquares += (y[i] as number) ** 2
    }
    const columns = this.#columns(slots)
    const products = (vector: V, counts: (hold: number) => boolean): Float64Array =>
      Float64Array.from(columns, (column) => {
        let sum = 0
        for (let i = 0; i < column.length; i++)
          if (counts(after[i] as number)) sum += (column[i] as number) * (vector[i] as number)
        return sum
      })
    const free = (hold: number): boolean => hold === 0
    const gram = new Float64Array(columns.length ** 2)
    for (let i = 0; i < before.length; i++) {
      const now = after[i] === 0
      if (now !== (before[i] === 0)) this.#addRow(columns, i, now ? 1 : -1, gram)
    }
    return {
      descent,
      changeSquares,
      step: products(s, () => true),
      stepActive: products(s, (hold) => !free(hold)),
      changeFree: products(y, free),
      gradientFree: products(to.gradient, free),
      gram,
      listed: limit > 0 ? this.breakpoints(to, box, after, limit) : { limit, count: 0 },
    }
  }

  combine(
    { point, gradient }: Iterate<V>,
    { lower, upper }: Box<V>,
    held: Uint8Array,
    scale: number,
    slots: readonly number[],
    coefficients: Float64Array,
    target: V,
  ): number {
    const sums = new Float64Array(point.length)
    for (let i = 0; i < point.length; i++) sums[i] = (point[i] as number) - scale * (gradient[i] as number)
    for (const [k, column] of this.#columns(slots).entries()) {
      const coefficient = coefficients[k] as number
      for (let i = 0; i < point.length; i++)
        sums[i] = (sums[i] as number) + coefficient * (column[i] as number)
    }
    for (let i = 0; i < point.length; i++) {
      const low = lower[i] as number
      const high = upper[i] as number
      const hold = held[i] as number
      target[i] = hold === 1 ? low : hold === 2 ? high : Math.min(high, Math.max(low, sums[i] as number))
    }
    return this.slope(gradient, point, target)
  }

  slope(gradient: V, point: V, target: V): number {
    let slope = 0
    for (let i = 0; i < point.length; i++)
      slope += (gradient[i] as number) * ((target[i] as number) - (point[i] as number))
    return slope
  }

  follow(path: Path<V>, slots: readonly number[], count: number): boolean {
    const { gradient, held, theta, gram } = path
    const columns = this.#columns(slots)
    const heap = new BreakpointHeap(this.times, count)
    while (path.moving > 0 && heap.count > 0) {
      const interval = heap.time - path.time
      if (path.ahead < interval) return true
      path.time = heap.time
      const variable = this.variables[heap.take()] as number
      const direction = -(gradient[variable] as number)
      held[variable] = direction > 0 ? 2 : 1
      const square = direction * direction
      // Up to here the variable has moved by time · direction.
      path.slope += interval * path.curvature + square - theta * path.time * square
      path.curvature -= theta * square
      this.#addRow(columns, variable, 1, gram)
      const { wc, wp, ww } = this.#passRow(path, columns, variable, interval, direction)
      path.slope += direction * wc
      path.curvature += 2 * direction * wp - square * ww
      path.curvature = Math.max(path.leastCurvature, path.curvature)
      path.ahead = --path.moving === 0 ? 0 : -path.slope / path.curvature
    }
    return path.moving === 0
  }

  /** With w, the variable's row of W: c += interval · p; gives w·M c, w·M p and w·M w; p −= direction · w. */
  #passRow(
    { theta, middle, c, p }: Path<V>,
    columns: readonly V[],
    variable: number,
    interval: number,
    direction: number,
  ): { wc: number; wp: number; ww: number } {
    const order = columns.length
    const row = columns.map((column, k) => (k < order / 2 ? 1 : theta) * (column[variable] as number))
    for (let k = 0; k < order; k++) c[k] = (c[k] as number) + interval * (p[k] as number)
    let [wc, wp, ww] = [0, 0, 0]
    for (let i = 0; i < order; i++) {
      let image = 0
      for (let j = 0; j < order; j++) image += (middle[i * order + j] as number) * (row[j] as number)
      wc += image * (c[i] as number)
      wp += image * (p[i] as number)
      ww += image * (row[i] as number)
    }
    for (let k = 0; k < order; k++) p[k] = (p[k] as number) - direction * (row[k] as number)
    return { wc, wp, ww }
  }

  #columns(slots: readonly number[]): V[] {
    const pairs = slots.flatMap((slot) => this.#pairs[slot] ?? [])
    return [...pairs.map(({ y }) => y), ...pairs.map(({ s }) => s)]
  }

  #addRow(columns: readonly V[], variable: number, weight: number, gram: Float64Array): void {
    const order = columns.length
    for (let a = 0; a < order; a++) {
      const weighted = weight * ((columns[a] as V)[variable] as number)
      for (let b = 0; b <= a; b++)
        gram[a * order + b] =
          (gram[a * order + b] as number) + weighted * ((columns[b] as V)[variable] as number)
    }
  }
}
