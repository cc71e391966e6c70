import type { Box, Vector } from '../solver.ts'
import { zeros } from '../vector.ts'
import type {
  Descent,
  Iterate,
  Kernels,
  OwnProducts,
  RowTerms,
  StepProducts,
  StepQuestions,
} from './kernels.ts'

/** The kernels in plain TypeScript, for either precision: what the SIMD ones are checked against. */
export class PlainKernels<V extends Vector> implements Kernels<V> {
  readonly #sample: V

  /** @param sample any vector of the problem's size and precision. */
  constructor(sample: V) {
    this.#sample = sample
  }

  vector = (): V => zeros(this.#sample)
  flags = (): Uint8Array => new Uint8Array(this.#sample.length)
  variables = (): Int32Array => new Int32Array(this.#sample.length)
  weights = (): Int8Array => new Int8Array(this.#sample.length)
  times = (): Float64Array => new Float64Array(this.#sample.length)
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
    times: Float64Array,
    variables: Int32Array,
  ): number {
    let count = 0
    for (let i = 0; i < point.length; i++) {
      const slope = gradient[i] as number
      const x = point[i] as number
      const room = slope > 0 ? x - (lower[i] as number) : (upper[i] as number) - x
      const time = room / Math.abs(slope)
      if (!(time <= limit) || held[i] !== 0) continue
      times[count] = time
      variables[count++] = i
    }
    return count
  }

  learn(from: Iterate<V>, to: Iterate<V>, active: Uint8Array, s: V, y: V, moved: Int32Array): OwnProducts {
    const own = { ss: 0, sy: 0, yy: 0, syFree: 0, yyFree: 0, moved: 0 }
    for (let i = 0; i < s.length; i++) {
      s[i] = (to.point[i] as number) - (from.point[i] as number)
      y[i] = (to.gradient[i] as number) - (from.gradient[i] as number)
      const step = s[i] as number
      const change = y[i] as number
      own.ss += step * step
      own.sy += step * change
      own.yy += change * change
      if (active[i] === 0) {
        own.syFree += step * change
        own.yyFree += change * change
      } else if (step !== 0) moved[own.moved++] = i
    }
    return own
  }

  follow(held: Uint8Array, active: Uint8Array, changed: Int32Array, weights: Int8Array): number {
    let count = 0
    for (let i = 0; i < held.length; i++) {
      const now = held[i] as number
      if ((now === 0) !== (active[i] === 0)) {
        changed[count] = i
        weights[count++] = now === 0 ? 1 : -1
      }
      active[i] = now
    }
    return count
  }

  gram(
    columns: readonly V[],
    variables: Int32Array,
    weights: Int8Array,
    count: number,
    vector: V,
    product: Float64Array,
  ): Float64Array {
    const order = columns.length
    const gram = new Float64Array(order * order)
    for (let l = 0; l < count; l++) {
      const i = variables[l] as number
      for (let a = 0; a < order; a++) {
        const weighted = (weights[l] as number) * ((columns[a] as V)[i] as number)
        product[a] = (product[a] as number) + weighted * (vector[i] as number)
        for (let b = 0; b <= a; b++)
          gram[a * order + b] = (gram[a * order + b] as number) + weighted * ((columns[b] as V)[i] as number)
      }
    }
    return gram
  }

  sweep(columns: readonly V[], asked: StepQuestions<V>): StepProducts {
    const { step, gradient, active } = asked
    const sum = (term: (column: V, i: number) => number, list?: Int32Array, count = 0): Float64Array =>
      Float64Array.from(columns, (column) => {
        let total = 0
        for (let l = 0; l < (list ? count : column.length); l++)
          total += term(column, list ? (list[l] as number) : l)
        return total
      })
    const changed = new Float64Array(columns.length)
    const gram = this.gram(columns, asked.changed, asked.weights, asked.changedCount, gradient, changed)
    const withStep = (column: V, i: number): number => (column[i] as number) * (step[i] as number)
    return {
      step: sum(withStep),
      gradient: sum((column, i) => (active[i] === 0 ? (column[i] as number) * (gradient[i] as number) : 0)),
      moved: sum(withStep, asked.moved, asked.movedCount),
      changed,
      gram,
    }
  }

  combine(
    { point, gradient }: Iterate<V>,
    { lower, upper }: Box<V>,
    held: Uint8Array,
    scale: number,
    columns: readonly V[],
    coefficients: Float64Array,
    target: V,
  ): number {
    const sums = new Float64Array(point.length)
    for (let i = 0; i < point.length; i++) sums[i] = (point[i] as number) - scale * (gradient[i] as number)
    for (const [k, column] of columns.entries()) {
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

  rowTerms(
    columns: readonly V[],
    theta: number,
    middle: Float64Array,
    c: Float64Array,
    p: Float64Array,
    row: Float64Array,
  ): (variable: number) => RowTerms {
    const order = columns.length
    const terms = { wc: 0, wp: 0, ww: 0 }
    return (variable) => {
      for (const [k, column] of columns.entries())
        row[k] = (k < order / 2 ? 1 : theta) * (column[variable] as number)
      terms.wc = terms.wp = terms.ww = 0
      for (let i = 0; i < order; i++) {
        let image = 0
        for (let j = 0; j < order; j++) image += (middle[i * order + j] as number) * (row[j] as number)
        terms.wc += image * (c[i] as number)
        terms.wp += image * (p[i] as number)
        terms.ww += image * (row[i] as number)
      }
      return terms
    }
  }
}
