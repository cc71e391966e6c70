/** The box `lower ≤ x ≤ upper`, element by element. */
export interface Box {
  readonly lower: Float32Array
  readonly upper: Float32Array
}

/** What a solver is told about the point it asked for. */
export interface Evaluation {
  readonly value: number
  /** Length n. Owned by the solver until its next request; it may not write to it. */
  readonly gradient: Float32Array
}

export type Outcome = 'converged' | 'budget' | 'stalled'

export interface Solution {
  /** The best point found; inside the box, exactly. */
  readonly point: Float32Array
  readonly value: number
  readonly evaluations: number
  readonly outcome: Outcome
  /** One sentence, as the algorithm's own message (for example "relative reduction of f below factr * eps"). */
  readonly message: string
}

/**
 * A box-constrained minimiser by ask and tell: it yields the point it wants evaluated and is sent the value and
 * gradient there. It never changes a point it has yielded before it is answered. Vectors are float32, sums double.
 */
export type Solver = Generator<Float32Array, Solution, Evaluation>
