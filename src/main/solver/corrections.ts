import { BlockSystem } from './block-system.ts'
import type { Vector } from './solver.ts'
import { zeros } from './vector.ts'

/** A step between two accepted iterates. */
export interface Step<V extends Vector> {
  readonly from: { readonly point: V; readonly gradient: V }
  readonly to: { readonly point: V; readonly gradient: V }
}

/** Elements taken at a time: three double buffers of this length stay in the first-level cache. */
const CHUNK = 1024

/**
 * The limited-memory matrices of L-BFGS-B: B = θI − W M Wᵀ with W = [Y θS] (Byrd, Lu, Nocedal and Zhu 1995, section 3).
 *
 * S and Y are kept as 2m vectors; every inner product that the algorithm needs is kept in m × m matrices that one pass
 * over S and Y brings up to date, split by the free variables F and the active ones A of the last generalised Cauchy
 * point, as the matrix K of the subspace problem wants them. Small matrices are indexed by slot, `a · m + b` for a product
 * of slots a and b; `order` lists the slots from the oldest to the newest pair.
 */
export class Corrections<V extends Vector> {
  theta = 1
  order: number[] = []
  readonly #memory: number
  readonly #s: V[] = []
  readonly #y: V[] = []
  readonly #sample: V
  readonly #ss: Float64Array
  /** sₐ·y_b: the diagonal, and rows newer than their column. */
  readonly #sy: Float64Array
  readonly #yyFree: Float64Array
  readonly #ssActive: Float64Array
  readonly #syFree: Float64Array
  readonly #syActive: Float64Array
  /** Chunks in double: the new step, the new gradient change on F, the Cauchy direction. */
  readonly #chunks: readonly [Float64Array, Float64Array, Float64Array]
  /** Active variables that moved in the last step. */
  readonly #moved: Int32Array
  readonly #row: Float64Array

  constructor(sample: V, memory: number) {
    const square = (): Float64Array => new Float64Array(memory * memory)
    this.#memory = memory
    this.#sample = sample
    this.#ss = square()
    this.#sy = square()
    this.#yyFree = square()
    this.#ssActive = square()
    this.#syFree = square()
    this.#syActive = square()
    this.#chunks = [new Float64Array(CHUNK), new Float64Array(CHUNK), new Float64Array(CHUNK)]
    this.#moved = new Int32Array(sample.length)
    this.#row = new Float64Array(2 * memory)
  }

  /** Pairs held. */
  get count(): number {
    return this.order.length
  }

  /** Forgets every pair. */
  reset(): void {
    this.order = []
    this.theta = 1
  }

  /**
   * Takes in the newest pair, in place of the oldest where the memory is full, and multiplies W by the direction of the
   * next Cauchy search, d = −g where `blocked` is 0, all in one pass over S and Y.
   *
   * @param active 0 for the free variables of the last Cauchy point.
   * @param p receives Wᵀd, length 2 · count.
   * @returns false where rounding left no positive curvature; the pairs are then forgotten.
   */
  push(step: Step<V>, active: Uint8Array, blocked: Uint8Array, p: Float64Array): boolean {
    const m = this.#memory
    const full = this.order.length === m
    const slot = full ? (this.order.shift() as number) : this.order.length
    this.#s[slot] ??= zeros(this.#sample)
    this.#y[slot] ??= zeros(this.#sample)
    const s = this.#s[slot] as V
    const y = this.#y[slot] as V
    const n = this.#sample.length
    const [stepChunk, changeChunk, directionChunk] = this.#chunks
    const moved = this.#moved
    let movedCount = 0
    let yy = 0
    const sums = new Float64Array(6 * m)
    const old = [...this.order]
    this.order.push(slot)

    for (let start = 0; start < n; start += CHUNK) {
      const end = Math.min(n, start + CHUNK)
      for (let i = start; i < end; i++) {
        const free = (active[i] as number) === 0 ? 1 : 0
        s[i] = (step.to.point[i] as number) - (step.from.point[i] as number)
        y[i] = (step.to.gradient[i] as number) - (step.from.gradient[i] as number)
        const change = y[i] as number
        const difference = s[i] as number
        yy += change * change
        stepChunk[i - start] = difference
        changeChunk[i - start] = change * free
        directionChunk[i - start] = (blocked[i] as number) === 0 ? -(step.to.gradient[i] as number) : 0
        moved[movedCount] = i
        movedCount += free === 0 && difference !== 0 ? 1 : 0
      }
      for (const a of this.order) {
        tripleProduct(this.#s[a] as V, start, end, stepChunk, changeChunk, directionChunk, sums, 6 * a)
        tripleProduct(this.#y[a] as V, start, end, stepChunk, changeChunk, directionChunk, sums, 6 * a + 3)
      }
    }

    for (const a of [...old, slot]) {
      const get = (index: number): number => sums[6 * a + index] as number
      this.#ss[slot * m + a] = this.#ss[a * m + slot] = get(0)
      this.#syFree[a * m + slot] = get(1)
      this.#sy[slot * m + a] = get(3)
      this.#yyFree[slot * m + a] = this.#yyFree[a * m + slot] = get(4)
      this.#ssActive[slot * m + a] = this.#ssActive[a * m + slot] = 0
      this.#syActive[slot * m + a] = 0
    }
    this.#addMoved(slot, moved, movedCount)
    const curvature = this.#sy[slot * m + slot] as number
    if (!(curvature > 0)) {
      this.reset()
      return false
    }
    this.theta = yy / curvature
    this.order.forEach((a, k) => {
      p[k] = sums[6 * a + 5] as number
      p[this.count + k] = this.theta * (sums[6 * a + 2] as number)
    })
    return true
  }

  /** Products of the newest step over the active variables that moved. */
  #addMoved(slot: number, moved: Int32Array, count: number): void {
    const m = this.#memory
    const newest = this.#s[slot] as V
    for (const a of this.order) {
      const s = this.#s[a] as V
      const y = this.#y[a] as V
      let ss = 0
      let sy = 0
      for (let l = 0; l < count; l++) {
        const i = moved[l] as number
        ss += (newest[i] as number) * (s[i] as number)
        sy += (newest[i] as number) * (y[i] as number)
      }
      this.#ssActive[slot * m + a] = this.#ssActive[a * m + slot] = ss
      this.#syActive[slot * m + a] = sy
    }
  }

  /** Wᵀd for d = −g where `blocked` is 0, into p (length 2 · count): what `push` does too. */
  timesDirection(gradient: V, blocked: Uint8Array, p: Float64Array): void {
    const sums = new Float64Array(2 * this.count)
    this.order.forEach((a, k) => {
      const s = this.#s[a] as V
      const y = this.#y[a] as V
      for (let i = 0; i < gradient.length; i++) {
        if ((blocked[i] as number) !== 0) continue
        sums[k] = (sums[k] as number) - (y[i] as number) * (gradient[i] as number)
        sums[this.count + k] =
          (sums[this.count + k] as number) - this.theta * (s[i] as number) * (gradient[i] as number)
      }
    })
    p.set(sums)
  }

  /** Row i of W into `row` (length 2 · count). */
  row(i: number, row: Float64Array): void {
    const { order, theta } = this
    const count = order.length
    for (let k = 0; k < count; k++) {
      const a = order[k] as number
      row[k] = (this.#y[a] as V)[i] as number
      row[count + k] = theta * ((this.#s[a] as V)[i] as number)
    }
  }

  /**
   * Moves variables between F and A: those in `changes` that `active` now marks 0 have become free, the others active.
   */
  move(changes: Int32Array, count: number, active: Uint8Array): void {
    const { order } = this
    const m = this.#memory
    const k = order.length
    const row = this.#row
    for (let l = 0; l < count; l++) {
      const i = changes[l] as number
      const sign = (active[i] as number) === 0 ? 1 : -1
      for (let a = 0; a < k; a++) {
        const slot = order[a] as number
        row[a] = (this.#y[slot] as V)[i] as number
        row[k + a] = (this.#s[slot] as V)[i] as number
      }
      for (let a = 0; a < k; a++) {
        const slot = (order[a] as number) * m
        const ya = sign * (row[a] as number)
        const sa = sign * (row[k + a] as number)
        for (let b = 0; b <= a; b++) {
          const index = slot + (order[b] as number)
          this.#yyFree[index] = (this.#yyFree[index] as number) + ya * (row[b] as number)
          this.#ssActive[index] = (this.#ssActive[index] as number) - sa * (row[k + b] as number)
          if (b < a) this.#syActive[index] = (this.#syActive[index] as number) - sa * (row[b] as number)
        }
        for (let b = a; b < k; b++) {
          const index = slot + (order[b] as number)
          this.#syFree[index] = (this.#syFree[index] as number) + sa * (row[b] as number)
        }
      }
    }
  }

  /** M, dense, 2 · count square; undefined where it is singular in floating point. */
  middle(): Float64Array | undefined {
    const m = this.#memory
    const k = this.count
    const a = new Float64Array(k * k)
    const b = new Float64Array(k * k)
    const c = new Float64Array(k * k)
    this.#pairs((i, j, older, newer) => {
      c[i * k + j] = c[j * k + i] = this.theta * (this.#ss[newer * m + older] as number)
      if (i === j) a[i * k + i] = this.#sy[newer * m + older] as number
      else b[i * k + j] = this.#sy[newer * m + older] as number
    })
    return BlockSystem.factorise(k, a, b, c)?.inverse()
  }

  /** K = M⁻¹ − WᵀZZᵀW / θ of the subspace problem, factorised; undefined where that fails. */
  subspaceSystem(): BlockSystem | undefined {
    const m = this.#memory
    const k = this.count
    const a = new Float64Array(k * k)
    const b = new Float64Array(k * k)
    const c = new Float64Array(k * k)
    this.#pairs((i, j, older, newer) => {
      const index = newer * m + older
      a[i * k + j] = a[j * k + i] = (this.#yyFree[index] as number) / this.theta
      c[i * k + j] = c[j * k + i] = this.theta * (this.#ssActive[index] as number)
      if (i !== j) b[i * k + j] = this.#syActive[index] as number
      b[j * k + i] = -(this.#syFree[older * m + newer] as number)
    })
    for (let i = 0; i < k; i++) {
      const slot = this.order[i] as number
      a[i * k + i] = (a[i * k + i] as number) + (this.#sy[slot * m + slot] as number)
    }
    return BlockSystem.factorise(k, a, b, c)
  }

  /** Every pair of positions i ≥ j in `order`, with their slots. */
  #pairs(visit: (i: number, j: number, older: number, newer: number) => void): void {
    for (let i = 0; i < this.count; i++)
      for (let j = 0; j <= i; j++) visit(i, j, this.order[j] as number, this.order[i] as number)
  }

  /** target[i − start] += Σ W[i] · coefficients, for i in [start, end). */
  addCombination(target: Float64Array, start: number, end: number, coefficients: Float64Array): void {
    this.order.forEach((a, k) => {
      addPair(
        target,
        start,
        end,
        this.#y[a] as V,
        coefficients[k] as number,
        this.#s[a] as V,
        this.theta * (coefficients[this.count + k] as number),
      )
    })
  }
}

function addPair(
  target: Float64Array,
  start: number,
  end: number,
  y: Vector,
  a: number,
  s: Vector,
  b: number,
): void {
  for (let i = start; i < end; i++)
    target[i - start] = (target[i - start] as number) + a * (y[i] as number) + b * (s[i] as number)
}

function tripleProduct(
  column: Vector,
  start: number,
  end: number,
  u: Float64Array,
  v: Float64Array,
  w: Float64Array,
  sums: Float64Array,
  offset: number,
): void {
  let [a, b, c] = [0, 0, 0]
  for (let i = start, j = 0; i < end; i++, j++) {
    const value = column[i] as number
    a += value * (u[j] as number)
    b += value * (v[j] as number)
    c += value * (w[j] as number)
  }
  sums[offset] = (sums[offset] as number) + a
  sums[offset + 1] = (sums[offset + 1] as number) + b
  sums[offset + 2] = (sums[offset + 2] as number) + c
}
