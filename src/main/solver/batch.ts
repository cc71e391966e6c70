import { setImmediate } from 'node:timers/promises'
import type { Evaluations, Evaluator } from './evaluator.ts'
import type { Evaluation, Solution, Solver } from './solver.ts'

/** One problem of the evaluator, and its solver, made when the problem's turn comes. */
export interface Task {
  readonly problem: number
  readonly start: () => Solver
}

/** What is known of a running problem after an evaluation. */
export interface Progress {
  readonly evaluations: number
  readonly value: number
  /** The lowest value so far. */
  readonly best: number
}

/** A problem that the signal stopped, or kept from starting. */
export interface Cancelled {
  readonly cancelled: true
}

/** A problem whose own solver threw; the others ran on. */
export interface Failed {
  readonly failed: Error
}

export interface BatchOptions {
  /** Stops every problem within one evaluation. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((problem: number, progress: Progress) => void) | undefined
  /** The most problems in flight; the evaluator's own capacity where not given, and never more. */
  readonly capacity?: number | undefined
}

/**
 * Runs many solvers against one evaluator with continuous batching: up to `capacity` problems are in flight, each
 * evaluation takes one point of every one of them, and the next task takes a finished one's place at once, so that
 * every call is full until the tasks run out. Each problem sees its own answers only, so with an evaluator whose answers do
 * not depend on the batch, its trajectory is the one it has alone.
 *
 * @returns one result a task, in the tasks' order.
 * @throws Error where the evaluator fails, with its error as `cause`; nothing is left running.
 */
export async function runBatch(
  evaluator: Evaluator,
  tasks: readonly Task[],
  { signal, onProgress, capacity = evaluator.capacity }: BatchOptions = {},
): Promise<(Solution | Cancelled | Failed)[]> {
  const places = Math.min(capacity, evaluator.capacity)
  if (!(places >= 1)) throw new RangeError(`A batch of ${places} places can run nothing.`)
  const results = new Array<Solution | Cancelled | Failed>(tasks.length).fill({ cancelled: true })
  const waiting = tasks.entries()
  let running: Running[] = []

  const refill = (): void => {
    while (running.length < places) {
      const next = waiting.next()
      if (next.done) return
      const [index, task] = next.value
      const entry = new Running(index, task.problem)
      results[index] = entry.begin(task) ?? { cancelled: true }
      if (entry.point) running.push(entry)
    }
  }

  refill()
  while (running.length > 0 && !signal?.aborted) {
    const answers = await answersTo(running, evaluator)
    for (const [place, entry] of running.entries()) {
      const result = entry.tell(answers[place] as Evaluation, onProgress)
      if (result) results[entry.index] = result
    }
    running = running.filter((entry) => entry.point)
    refill()
    // Lets messages in, a cancel among them, where the evaluator itself blocks.
    await setImmediate()
  }
  return results
}

/** One problem in flight. */
class Running {
  readonly index: number
  readonly problem: number
  /** What it wants evaluated; undefined once it has ended. */
  point: Float32Array | undefined
  #solver: Solver | undefined
  #evaluations = 0
  #best = Number.POSITIVE_INFINITY

  constructor(index: number, problem: number) {
    this.index = index
    this.problem = problem
  }

  begin(task: Task): Solution | Failed | undefined {
    return this.#take(() => {
      this.#solver = task.start()
      return this.#solver.next()
    })
  }

  tell(evaluation: Evaluation, onProgress: BatchOptions['onProgress']): Solution | Failed | undefined {
    this.#evaluations++
    this.#best = Math.min(this.#best, evaluation.value)
    onProgress?.(this.problem, {
      evaluations: this.#evaluations,
      value: evaluation.value,
      best: this.#best,
    })
    return this.#take(() => this.#solver?.next(evaluation))
  }

  #take(advance: () => IteratorResult<Float32Array, Solution> | undefined): Solution | Failed | undefined {
    this.point = undefined
    try {
      const next = advance()
      if (next?.done) return next.value
      this.point = next?.value
      return undefined
    } catch (error) {
      return { failed: error instanceof Error ? error : new Error(String(error)) }
    }
  }
}

/** One call for all that are running, each answer checked for its shape. */
async function answersTo(running: readonly Running[], evaluator: Evaluator): Promise<Evaluation[]> {
  const problems = running.map(({ problem }) => problem)
  const points = running.map(({ point }) => point as Float32Array)
  let answers: Evaluations
  try {
    answers = await evaluator.evaluate(problems, points)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The evaluation of ${points.length} images failed: ${reason}`, { cause })
  }
  return running.map((_, place) => {
    const value = answers.values[place]
    const gradient = answers.gradients[place]
    if (value === undefined || gradient?.length !== evaluator.size)
      throw new Error(
        `The evaluator answered ${answers.values.length} values and ${answers.gradients.length} gradients of ${gradient?.length ?? 0} elements for ${points.length} points of ${evaluator.size}.`,
      )
    return { value, gradient }
  })
}
