import type { Evaluation, Solution, Solver } from './solver.ts'

/** The point a solver wants evaluated, or its solution. */
export type Wanted = IteratorResult<Float32Array, Solution>

/**
 * A solver in two steps, so that several can work at the same time: `tell` lets one on another thread begin, `ask` gives
 * what comes of it.
 */
export interface AskTell {
  /** Once at the start, then once after each `tell`. */
  ask(): Wanted | Promise<Wanted>
  tell(evaluation: Evaluation): void
}

/** A solver on this thread: it works when it is asked. */
export function here(solver: Solver): AskTell {
  let told: [] | [Evaluation] = []
  return {
    ask: () => solver.next(...told),
    tell: (evaluation) => {
      told = [evaluation]
    },
  }
}
