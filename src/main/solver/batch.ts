import { setImmediate } from 'node:timers/promises'
import { type AskTell, here } from './ask-tell.ts'
import type { Evaluations, Evaluator } from './evaluator.ts'
import type { Evaluation, Solution, Solver } from './solver.ts'

/** One problem of the evaluator, and its solver, made when the problem's turn comes. */
export interface Task {
  readonly problem: number
  readonly start: () => Solver | AskTell
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

/** A problem whose own solver or listener threw; the others ran on. */
export interface Failed {
  readonly failed: Error
}

export interface BatchOptions {
  /** Stops every problem within one evaluation. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((problem: number, progress: Progress) => void) | undefined
  /** Called as each problem is solved, while others still run. */
  readonly onFinished?: ((problem: number, solution: Solution) => void) | undefined
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
  options: BatchOptions = {},
): Promise<(Solution | Cancelled | Failed)[]> {
  const { signal, capacity = evaluator.capacity } = options
  const places = Math.min(capacity, evaluator.capacity)
  if (!(places >= 1)) throw new RangeError(`A batch of ${places} places can run nothing.`)
  const results = new Array<Solution | Cancelled | Failed>(tasks.length).fill({ cancelled: true })
  const waiting = tasks.entries()
  let running: Running[] = []

  /** Asks every one what it wants, those on this thread one after the other; returns those that go on. */
  const going = async (asked: readonly Running[]): Promise<Running[]> => {
    const ended = await Promise.all(asked.map((entry) => entry.ask()))
    for (const [i, entry] of asked.entries()) {
      const result = ended[i]
      if (result) results[entry.index] = result
    }
    return asked.filter((entry) => entry.point)
  }
  const refill = async (): Promise<void> => {
    while (running.length < places) {
      const fresh: Running[] = []
      for (const [index, task] of waiting) {
        fresh.push(new Running(index, task, options))
        if (running.length + fresh.length === places) break
      }
      if (fresh.length === 0) return
      running.push(...(await going(fresh)))
    }
  }

  await refill()
  while (running.length > 0 && !signal?.aborted) {
    const { evaluations, free } = await answersTo(running, evaluator)
    for (const [place, entry] of running.entries()) entry.tell(evaluations[place] as Evaluation)
    running = await going(running)
    free()
    await refill()
    // Lets messages in, a cancel among them, where the evaluator itself blocks.
    await setImmediate()
  }
  return results
}

/** One problem in flight. */
class Running {
  readonly index: number
  /** What it wants evaluated; undefined before it is asked and once it has ended. */
  point: Float32Array | undefined
  readonly #task: Task
  readonly #options: BatchOptions
  #solver: AskTell | undefined
  #failure: unknown
  #evaluations = 0
  #best = Number.POSITIVE_INFINITY

  constructor(index: number, task: Task, options: BatchOptions) {
    this.index = index
    this.#task = task
    this.#options = options
  }

  get problem(): number {
    return this.#task.problem
  }

  tell(evaluation: Evaluation): void {
    const { value } = evaluation
    this.#evaluations++
    this.#best = Math.min(this.#best, value)
    try {
      this.#solver?.tell(evaluation)
      const progress = { evaluations: this.#evaluations, value, best: this.#best }
      this.#options.onProgress?.(this.problem, progress)
    } catch (error) {
      this.#failure = error
    }
  }

  /** Lets it go on to the next point it wants. @returns its result where it has ended instead. */
  async ask(): Promise<Solution | Failed | undefined> {
    this.point = undefined
    try {
      if (this.#failure !== undefined) throw this.#failure
      this.#solver ??= begun(this.#task)
      const wanted = await this.#solver.ask()
      if (!wanted.done) {
        this.point = wanted.value
        return undefined
      }
      this.#options.onFinished?.(this.problem, wanted.value)
      return wanted.value
    } catch (error) {
      return { failed: error instanceof Error ? error : new Error(String(error)) }
    }
  }
}

function begun(task: Task): AskTell {
  const solver = task.start()
  return 'ask' in solver ? solver : here(solver)
}

/** One call for all that are running, each answer checked for its shape, and what frees the gradients. */
async function answersTo(
  running: readonly Running[],
  evaluator: Evaluator,
): Promise<{ readonly evaluations: Evaluation[]; readonly free: () => void }> {
  const problems = running.map(({ problem }) => problem)
  const points = running.map(({ point }) => point as Float32Array)
  let answers: Evaluations
  try {
    answers = await evaluator.evaluate(problems, points)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The evaluation of ${points.length} images failed: ${reason}`, { cause })
  }
  const evaluations = running.map((_, place) => {
    const value = answers.values[place]
    const gradient = answers.gradients[place]
    if (value === undefined || gradient?.length !== evaluator.size)
      throw new Error(
        `The evaluator answered ${answers.values.length} values and ${answers.gradients.length} gradients of ${gradient?.length ?? 0} elements for ${points.length} points of ${evaluator.size}.`,
      )
    return { value, gradient }
  })
  return { evaluations, free: () => answers.free?.() }
}
