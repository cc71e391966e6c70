import type { SolverName, TracePoint } from '../../contract/measures.ts'
import { type Cancelled, runBatch } from '../solver/batch.ts'
import { fast } from '../solver/fast.ts'
import { lbfgsb } from '../solver/lbfgsb.ts'
import type { Box, Solution, Solver } from '../solver/solver.ts'
import { pixelBox, roundWithin } from './box.ts'
import { pairsInFlight } from './capacity.ts'
import { checkPairs } from './check.ts'
import { DistanceEvaluator } from './evaluator.ts'
import type { FeatureNetwork, Pair } from './feature-network.ts'
import { Trace, watched } from './trace.ts'

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

const solvers: Readonly<
  Record<SolverName, (start: Float32Array, box: Box, options: FeatureOptOptions) => Solver>
> = {
  fast: (start, box, { maxEvaluations, delta }) => fast(start, box, { maxEvaluations, delta }),
  lbfgsb: (start, box, { maxEvaluations }) => lbfgsb(start, box, { maxEvaluations }),
}

/**
 * Feature adversaries: for each pair the image within delta of the source whose representation at a layer is
 * nearest the guide's, `argmin ‖φ(I) − φ(guide)‖²` subject to `‖I − source‖∞ ≤ delta` (Sabour et al., ICLR 2016,
 * section 2), started at the source. All pairs run as one batch.
 * @returns one a pair, in order; `Cancelled` for those that the signal stopped
 * @throws {MethodError} where a pair, the layer or delta cannot be used, before anything is optimised
 */
export async function featureOpt(
  network: FeatureNetwork,
  layer: string,
  pairs: readonly Pair[],
  options: FeatureOptOptions,
): Promise<(FeatureAdversary | Cancelled)[]> {
  const distances = await checkPairs(network, layer, pairs, options.delta)
  const evaluator = new DistanceEvaluator(network, layer, pairs, MOST_IN_FLIGHT)
  const capacity = options.capacity ?? (await pairsInFlight(network, evaluator, pairs, { ...options, layer }))
  const found = pairs.map((): FeatureAdversary | Cancelled => ({ cancelled: true }))
  const tasks = pairs.map((pair, problem) => {
    const run = new Run(pair, distances[problem] ?? 0, options, {
      progress: (point) => options.onProgress?.(problem, point),
      finished: (adversary) => {
        evaluator.forget(problem)
        found[problem] = adversary
        options.onFinished?.(problem, adversary)
      },
    })
    return { problem, start: () => run.start() }
  })
  for (const result of await runBatch(evaluator, tasks, { signal: options.signal, capacity })) {
    if ('failed' in result) throw result.failed
  }
  return found
}

interface Listener {
  progress(point: TracePoint): void
  finished(adversary: FeatureAdversary): void
}

/** One pair's optimisation. */
class Run {
  readonly #pair: Pair
  readonly #options: FeatureOptOptions
  readonly #trace: Trace
  readonly #listener: Listener
  #started = 0

  constructor(pair: Pair, distance: number, options: FeatureOptOptions, listener: Listener) {
    this.#pair = pair
    this.#options = options
    this.#trace = new Trace(distance)
    this.#listener = listener
  }

  start(): Solver {
    this.#started = performance.now()
    const { source } = this.#pair
    const box = pixelBox(source, this.#options.delta)
    return watched(
      solvers[this.#options.solver](source.slice(), box, this.#options),
      ({ value }) => this.#listener.progress(this.#trace.add(value)),
      (solution) => this.#listener.finished(this.#adversary(solution)),
    )
  }

  #adversary(solution: Solution): FeatureAdversary {
    return {
      adversary: solution.point,
      eightBit: roundWithin(solution.point, this.#pair.source, this.#options.delta),
      solution,
      trace: this.#trace.thinned(),
      seconds: (performance.now() - this.#started) / 1000,
    }
  }
}
