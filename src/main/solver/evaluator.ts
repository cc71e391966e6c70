/**
 * The objective and its gradient for several problems at once: one native call. Implemented by methods over a
 * network, and by plain functions in tests.
 */
export interface Evaluator {
  /** Variables of one problem. */
  readonly size: number
  /** The most points one call should hold. */
  readonly capacity: number
  /**
   * Values and gradients at `points[i]` of problem `problems[i]` (an index into the evaluator's own list). The
   * results are fresh arrays, never views of the points. Asynchronous because a GPU's results are.
   */
  evaluate(problems: readonly number[], points: readonly Float32Array[]): Promise<Evaluations>
}

export interface Evaluations {
  readonly values: Float64Array
  readonly gradients: readonly Float32Array[]
  /**
   * Gives the gradients' memory back, once nobody reads them any more. Left to the garbage collector, megabytes an evaluation make it go
   * through the whole heap again and again, on the threads that the solvers would use.
   */
  free?(): void
}
