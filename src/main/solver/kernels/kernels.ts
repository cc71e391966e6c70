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

/** A step, and where the variables are held at its two ends. */
export interface Move<V extends Vector> {
  readonly from: Iterate<V>
  readonly to: Iterate<V>
  readonly box: Box<V>
  /** 0 for the variables of F that the pairs' products are kept for. */
  readonly before: Uint8Array
  /** Written: where `to` is held. Its zeros are the new F, the others the new A. */
  readonly after: Uint8Array
  /** The breakpoints at `to` are listed up to this time; none for 0. */
  readonly limit: number
}

/** The breakpoints last listed, numbered from 0: `count` of them, at times up to `limit`. */
export interface Listed {
  readonly limit: number
  readonly count: number
}

/** What a step tells. Products are each column's. */
export interface Advance {
  /** At the step's end. */
  readonly descent: Descent
  /** y·y of the new pair. */
  readonly changeSquares: number
  /** With the new s. */
  readonly step: Float64Array
  /** With the new s over A. */
  readonly stepActive: Float64Array
  /** With the new y over F. */
  readonly changeFree: Float64Array
  /** With the new gradient over F. */
  readonly gradientFree: Float64Array
  /** The lower triangle of Σ weight · r rᵀ over the variables that changed sides, r being their rows of the columns, weight 1 for those now in F and −1 for the others. */
  readonly gram: Float64Array
  /** The breakpoints at the step's end. */
  readonly listed: Listed
}

/** How far a Cauchy search has come on the path P(x − t g), and what it goes by. Arrays are ones that the kernels made. */
export interface Path<V extends Vector> {
  readonly gradient: V
  /** The variables that met a bound on the way are held there. */
  readonly held: Uint8Array
  readonly theta: number
  /** M, dense. */
  readonly middle: Float64Array
  /** Wᵀ(x(t) − x). */
  readonly c: Float64Array
  /** Wᵀd, d being −g on the variables that still move. */
  readonly p: Float64Array
  /** The lower triangle of Σ r rᵀ over the variables met, r being their rows of the columns [Y S]. */
  readonly gram: Float64Array
  /** The model's second derivative is taken to be at least this. */
  readonly leastCurvature: number
  /** t */
  time: number
  /** The model's first derivative by t there, and the second. */
  slope: number
  curvature: number
  /** From there to the model's minimum on this piece of the path. */
  ahead: number
  /** Variables that still move. */
  moving: number
}

/**
 * The passes over whole vectors that L-BFGS-B spends its time in, and the pairs s, y that they read, kept in numbered slots. Every
 * array given to them is one that the same object made. Flags say where a variable is held: 0 it may move, 1 at its lower bound,
 * 2 at its upper bound. "Columns" are the vectors y of listed slots, in the list's order (from the oldest pair to the newest), then
 * the vectors s. Sums are double.
 */
export interface Kernels<V extends Vector> {
  /** A zero vector of n elements. */
  vector(): V
  flags(): Uint8Array
  doubles(length: number): Float64Array

  /** The times of the breakpoints last listed; whoever lists may change them. */
  readonly times: Float64Array
  /** Their variables. */
  readonly variables: Int32Array

  /** Holds the variables that lie on a bound at which −g would leave the box, and sums up the rest. */
  hold(iterate: Iterate<V>, box: Box<V>, held: Uint8Array): Descent

  /** Lists the breakpoints up to a time: of the variables held at 0 that x − t g takes to a bound by then. */
  breakpoints(iterate: Iterate<V>, box: Box<V>, held: Uint8Array, limit: number): Listed

  /**
   * One sweep for all that a step tells. With `learn` its pair becomes that of the last slot listed: the difference of the points
   * and of the gradients, perhaps rounded. All products are those of the pairs as they are kept.
   */
  advance(move: Move<V>, slots: readonly number[], learn: boolean): Advance

  /**
   * target = x − scale · g + Σ coefficient · column, moved into the box, where held at 0; the bound elsewhere.
   * @returns g · (target − x)
   */
  combine(
    iterate: Iterate<V>,
    box: Box<V>,
    held: Uint8Array,
    scale: number,
    slots: readonly number[],
    coefficients: Float64Array,
    target: V,
  ): number

  /** gradient · (target − point) */
  slope(gradient: V, point: V, target: V): number

  /**
   * Goes on along a path over the first `count` of the breakpoints last listed, from the earliest on, as far as the model falls (Byrd, Lu,
   * Nocedal and Zhu 1995, algorithm CP).
   * @returns whether that ends before the next of them; else all are behind, and there may be others than these
   */
  follow(path: Path<V>, slots: readonly number[], count: number): boolean
}
