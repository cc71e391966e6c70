import { availableParallelism } from 'node:os'
import type { SolverName, TracePoint } from '../../contract/measures.ts'
import type { AskTell } from '../solver/ask-tell.ts'
import { type Cancelled, type Failed, runBatch } from '../solver/batch.ts'
import type { Evaluator } from '../solver/evaluator.ts'
import type { Solution, Solver } from '../solver/solver.ts'
import { SolverThreads } from '../solver/threads/threads.ts'
import { pixelBox, roundWithin } from './box.ts'
import { pairsInFlight } from './capacity.ts'
import { checkPairs, nameOf } from './check.ts'
import { MethodError } from './errors.ts'
import { DistanceEvaluator } from './evaluator.ts'
import type { FeatureNetwork, Pair } from './feature-network.ts'
import { tellingImprovements } from './improvements.ts'
import { solvers } from './solvers.ts'
import { Trace } from './trace.ts'

export interface FeatureOptOptions {
  /** The most any pixel may change, above 0 and at most 255. */
  readonly delta: number
  readonly solver: SolverName
  /** For `fast` the budget its steps are planned over; for `lbfgsb` the most evaluations of the objective. */
  readonly maxEvaluations: number
  /** Stops within one evaluation; pairs already finished keep their adversaries. */
  readonly signal?: AbortSignal | undefined
  /** Called after each evaluation of a pair with the best so far. */
  readonly onProgress?: ((pair: number, point: TracePoint) => void) | undefined
  /**
   * Called whenever a pair's best so far has changed, with a function that rounds it to 8 bits, within delta; it is to be called
   * at once or not at all.
   */
  readonly onImproved?: ((pair: number, eightBit: () => Uint8Array) => void) | undefined
  /** Called as each pair is finished, while others still run. */
  readonly onFinished?: ((pair: number, adversary: FeatureAdversary) => void) | undefined
  /** The most pairs evaluated in one call; found by a short measurement where not given. */
  readonly capacity?: number | undefined
}

/** An adversary, as found and as 8-bit pixels, and how it came about. */
export interface FeatureAdversary {
  /** Height × width × channel, every pixel within delta of the source and in [0, 255]. */
  readonly adversary: Float32Array
  /** The same rounded to integers, within delta of the source too. */
  readonly eightBit: Uint8Array
  readonly solution: Solution
  readonly trace: readonly TracePoint[]
  /** Wall time from the pair's first evaluation to its last; pairs of a batch run side by side. */
  readonly seconds: number
}

/** No machine gains from larger calls, and a cancel waits for one. */
const MOST_IN_FLIGHT = 64

/** Images of fewer numbers are solved on one thread: there messages would cost more than the work. */
const WORTH_THREADS = 10_000

/**
 * Feature adversaries: for each pair the image within delta of the source whose representation at a layer is
 * nearest the guide's, `argmin ‖φ(I) − φ(guide)‖²` subject to `‖I − source‖∞ ≤ delta` (Sabour et al., ICLR 2016,
 * section 2), started at the source. All pairs run as one batch.
 * @returns one a pair, in order; `Cancelled` for those that the signal stopped, `Failed` for those whose own optimisation broke
 * down, with a sentence naming the pair: the others are not touched by it
 * @throws {MethodError} where a pair, the layer or delta cannot be used, before anything is optimised
 */
export async function featureOpt(
  network: FeatureNetwork,
  layer: string,
  pairs: readonly Pair[],
  options: FeatureOptOptions,
): Promise<(FeatureAdversary | Cancelled | Failed)[]> {
  // Meanwhile the pairs are checked.
  const starting = SolverThreads.start(threadsFor(network, pairs, options))
  try {
    const distances = await checkPairs(network, layer, pairs, options.delta)
    return await optimised(network, layer, pairs, options, distances, await starting)
  } finally {
    await (await starting).end()
  }
}

async function optimised(
  network: FeatureNetwork,
  layer: string,
  pairs: readonly Pair[],
  options: FeatureOptOptions,
  distances: readonly number[],
  threads: SolverThreads,
): Promise<(FeatureAdversary | Cancelled | Failed)[]> {
  const evaluatorFor = (): DistanceEvaluator =>
    new DistanceEvaluator(network, layer, pairs, {
      capacity: MOST_IN_FLIGHT,
      weighted: solvers[options.solver].weighted,
    })
  // Measured on an evaluator of its own: the run's starts with nothing learnt.
  const capacity =
    options.capacity ?? (await pairsInFlight(network, evaluatorFor(), pairs, { ...options, layer }))
  const evaluator = evaluatorFor()
  const found = pairs.map((): FeatureAdversary | Cancelled | Failed => ({ cancelled: true }))
  const runs = pairs.map((pair, problem) => new Run(pair, distances[problem] ?? 0, options))
  const results = await runBatch(
    watched(evaluator, pairs, options),
    runs.map((run, problem) => ({ problem, start: () => run.start(threads) })),
    {
      signal: options.signal,
      capacity,
      onProgress: (problem, { value }) => {
        const point = runs[problem]?.add(value)
        if (point) options.onProgress?.(problem, point)
      },
      onFinished: (problem, solution) => {
        evaluator.forget(problem)
        const adversary = runs[problem]?.finish(solution)
        if (!adversary) return
        found[problem] = adversary
        options.onFinished?.(problem, adversary)
      },
    },
  )
  for (const [problem, result] of results.entries()) {
    const pair = pairs[problem]
    if (pair && 'failed' in result) found[problem] = { failed: failure(nameOf(pair, problem), result.failed) }
  }
  return found
}

function watched(
  evaluator: DistanceEvaluator,
  pairs: readonly Pair[],
  { delta, onImproved }: FeatureOptOptions,
): Evaluator {
  if (onImproved === undefined) return evaluator
  return tellingImprovements(evaluator, (problem, point) => {
    const pair = pairs[problem]
    if (pair) onImproved(problem, () => roundWithin(point, pair.source, delta))
  })
}

function threadsFor(
  network: FeatureNetwork,
  pairs: readonly Pair[],
  { solver, capacity = MOST_IN_FLIGHT }: FeatureOptOptions,
): number {
  const size = network.inputShape.reduce((product, side) => product * side, 1)
  if (!solvers[solver].threaded || size < WORTH_THREADS) return 1
  return Math.min(availableParallelism(), capacity, pairs.length)
}

function failure(name: string, cause: Error): MethodError {
  return new MethodError(`The optimisation of ${name} failed: ${cause.message}`, { cause })
}

/** One pair's optimisation. */
class Run {
  readonly #pair: Pair
  readonly #options: FeatureOptOptions
  readonly #trace: Trace
  #started = 0

  constructor(pair: Pair, distance: number, options: FeatureOptOptions) {
    this.#pair = pair
    this.#options = options
    this.#trace = new Trace(distance)
  }

  start(threads: SolverThreads): Solver | AskTell {
    this.#started = performance.now()
    const start = this.#pair.source.slice()
    const box = pixelBox(start, this.#options.delta)
    return solvers[this.#options.solver].begin(start, box, this.#options, threads)
  }

  add(value: number): TracePoint {
    return this.#trace.add(value)
  }

  finish(solution: Solution): FeatureAdversary {
    return {
      adversary: solution.point,
      eightBit: roundWithin(solution.point, this.#pair.source, this.#options.delta),
      solution,
      trace: this.#trace.thinned(),
      seconds: (performance.now() - this.#started) / 1000,
    }
  }
}
