/** Where a solver's vectors live: float32 in production, float64 to compare with double-precision references. */
export type Vector = Float32Array | Float64Array

/** The box `lower ≤ x ≤ upper`, element by element. */
export interface Box<V extends Vector = Float32Array> {
  readonly lower: V
  readonly upper: V
}

/** What a solver is told about the point it asked for. */
export interface Evaluation<V extends Vector = Float32Array> {
  readonly value: number
  /** Length n. Owned by the solver until its next request; it may not write to it. */
  readonly gradient: V
}

export type Outcome = 'converged' | 'budget' | 'stalled'

export interface Solution<V extends Vector = Float32Array> {
  /** The best point found; inside the box, exactly. */
  readonly point: V
  readonly value: number
  readonly evaluations: number
  /** Accepted steps, of solvers that search along lines. */
  readonly iterations?: number
  readonly outcome: Outcome
  /** One sentence, as the algorithm's own message (for example "relative reduction of f below factr * eps"). */
  readonly message: string
}

/**
 * A box-constrained minimiser by ask and tell: it yields the point it wants evaluated and is sent the value and
 * gradient there. It never changes a point it has yielded before it is answered. Vectors are float32 (float64 where
 * the start is), sums double.
 */
export type Solver<V extends Vector = Float32Array> = Generator<V, Solution<V>, Evaluation<V>>
