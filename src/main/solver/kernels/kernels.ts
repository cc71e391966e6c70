import type { Box, Vector } from '../solver.ts'

/** A point and the objective's gradient there. */
export interface Iterate<V extends Vector> {
  readonly point: V
  readonly gradient: V
}

/** The steepest-descent direction in the box, summed up. */
export interface Descent {
  /** Σ g² over the variables that may move and have a slope. */
  readonly squares: number
  /** How many those are. */
  readonly count: number
  /** The largest element of the projected gradient x − P(x − g): zero at a stationary point of the box. */
  readonly norm: number
}

/** Products of a new pair s, y with itself, all over and over the free variables. */
export interface OwnProducts {
  readonly ss: number
  readonly sy: number
  readonly yy: number
  readonly syFree: number
  readonly yyFree: number
  /** How many active variables moved. */
  readonly moved: number
}

/** What a new step asks of every column. */
export interface StepQuestions<V extends Vector> {
  readonly step: V
  readonly gradient: V
  /** 0 for the variables whose gradient counts. */
  readonly active: Uint8Array
  readonly moved: Int32Array
  readonly movedCount: number
  /** Variables that changed sides, with their weights, as `follow` lists them. */
  readonly changed: Int32Array
  readonly weights: Int8Array
  readonly changedCount: number
}

export interface StepProducts {
  /** Each column's product with the step. */
  readonly step: Float64Array
  /** Each column's product with the gradient where it counts. */
  readonly gradient: Float64Array
  /** Each column's product with the step over the variables that moved. */
  readonly moved: Float64Array
  /** Σ weight · element · gradient over the variables that changed. */
  readonly changed: Float64Array
  /** What `gram` is for the variables that changed. */
  readonly gram: Float64Array
}

/** Products of the row w of W that belongs to a variable: w·M c, w·M p and w·M w. */
export interface RowTerms {
  wc: number
  wp: number
  ww: number
}

/**
 * The passes over whole vectors that L-BFGS-B spends its time in. Every array given to them is one that the same object
 * made. Flags say where a variable is held: 0 it may move, 1 at its lower bound, 2 at its upper bound. "Columns" are the
 * vectors y and s of the pairs held, from the oldest to the newest, all of Y before all of S. Sums are double.
 */
export interface Kernels<V extends Vector> {
  /** A zero vector of n elements. */
  vector(): V
  flags(): Uint8Array
  /** Room for n indices of variables. */
  variables(): Int32Array
  weights(): Int8Array
  /** Room for n times. */
  times(): Float64Array
  doubles(length: number): Float64Array

  /** Holds the variables that lie on a bound at which −g would leave the box, and sums up the rest. */
  hold(iterate: Iterate<V>, box: Box<V>, held: Uint8Array): Descent

  /** Lists the variables held at 0 that x − t g takes to a bound at a time t ≤ limit. @returns how many. */
  breakpoints(
    iterate: Iterate<V>,
    box: Box<V>,
    held: Uint8Array,
    limit: number,
    times: Float64Array,
    variables: Int32Array,
  ): number

  /** Writes s and y of the step between two iterates; lists the variables not 0 in `active` that moved. */
  learn(from: Iterate<V>, to: Iterate<V>, active: Uint8Array, s: V, y: V, moved: Int32Array): OwnProducts

  /**
   * Makes `active` equal to `held`, and lists the variables that changed between 0 and not 0, with weight 1 where 0 is new
   * and −1 elsewhere. @returns how many.
   */
  follow(held: Uint8Array, active: Uint8Array, changed: Int32Array, weights: Int8Array): number

  /**
   * The lower triangle of Σ weight · r rᵀ over listed variables, r being their row of the columns. Adds Σ weight · r · v to
   * `product`, v being the variable's element of `vector`.
   */
  gram(
    columns: readonly V[],
    variables: Int32Array,
    weights: Int8Array,
    count: number,
    vector: V,
    product: Float64Array,
  ): Float64Array

  /** One sweep over the columns for all that a new step asks of them. Lists of variables ascend. */
  sweep(columns: readonly V[], asked: StepQuestions<V>): StepProducts

  /**
   * target = x − scale · g + Σ coefficient · column, moved into the box, where held at 0; the bound elsewhere.
   * @returns g · (target − x)
   */
  combine(
    iterate: Iterate<V>,
    box: Box<V>,
    held: Uint8Array,
    scale: number,
    columns: readonly V[],
    coefficients: Float64Array,
    target: V,
  ): number

  /** gradient · (target − point) */
  slope(gradient: V, point: V, target: V): number

  /**
   * A function that, for a variable, writes its row of W = [Y θS] into `row` and returns its terms with M (`middle`), c and
   * p as they are at the time. The returned object is the same at every call.
   */
  rowTerms(
    columns: readonly V[],
    theta: number,
    middle: Float64Array,
    c: Float64Array,
    p: Float64Array,
    row: Float64Array,
  ): (variable: number) => RowTerms
}
