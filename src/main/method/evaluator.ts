import type { Evaluations, Evaluator } from '../solver/evaluator.ts'
import type { FeatureNetwork, Pair } from './feature-network.ts'
import { ResidualWeighting } from './residual-weighting.ts'

/**
 * ‖φ(x) − φ(guide)‖² and its gradient for many pairs. A guide's representation is computed when its pair is first
 * asked for and kept until `forget`, so memory goes with the pairs in flight, not with all there are.
 *
 * With `weighted` the gradient is that of the distance weighted by what the pair's earlier evaluations told
 * (`ResidualWeighting`); the value stays the distance itself. A pair's answers then depend on its own earlier ones.
 */
export class DistanceEvaluator implements Evaluator {
  readonly size: number
  readonly capacity: number
  readonly #network: FeatureNetwork
  readonly #layer: string
  readonly #pairs: readonly Pair[]
  readonly #weighted: boolean
  readonly #targets = new Map<number, Float32Array>()
  readonly #weightings = new Map<number, ResidualWeighting>()

  constructor(
    network: FeatureNetwork,
    layer: string,
    pairs: readonly Pair[],
    { capacity, weighted }: { readonly capacity: number; readonly weighted: boolean },
  ) {
    this.size = network.inputShape.reduce((product, side) => product * side, 1)
    this.capacity = capacity
    this.#network = network
    this.#layer = layer
    this.#pairs = pairs
    this.#weighted = weighted
  }

  async evaluate(problems: readonly number[], points: readonly Float32Array[]): Promise<Evaluations> {
    const targets = await this.#targetsOf(problems)
    const weigh = (residuals: readonly Float32Array[]): Float32Array[] =>
      residuals.map((residual, i) => this.#weigh(problems[i] ?? 0, residual, points[i] ?? residual))
    const found = this.#weighted
      ? await this.#network.squaredDistance(this.#layer, points, targets, weigh)
      : await this.#network.squaredDistance(this.#layer, points, targets)
    return { ...found, free: () => freeAll(found.gradients) }
  }

  #weigh(problem: number, residual: Float32Array, point: Float32Array): Float32Array {
    const weighting = this.#weightings.get(problem) ?? new ResidualWeighting(point.length, residual.length)
    this.#weightings.set(problem, weighting)
    return weighting.weigh(residual, point)
  }

  /** Frees what is kept for a pair that is finished. */
  forget(problem: number): void {
    this.#targets.delete(problem)
    this.#weightings.delete(problem)
  }

  async #targetsOf(problems: readonly number[]): Promise<Float32Array[]> {
    const missing = problems.filter((problem) => !this.#targets.has(problem))
    if (missing.length > 0) {
      const guides = missing.flatMap((problem) => this.#pairs[problem]?.guide ?? [])
      const found = (await this.#network.represent(guides, [this.#layer])).get(this.#layer) ?? []
      for (const [i, problem] of missing.entries()) {
        const target = found[i]
        // A copy: the network's arrays are views of a whole chunk's memory.
        if (target) this.#targets.set(problem, target.slice())
      }
    }
    return problems.flatMap((problem) => this.#targets.get(problem) ?? [])
  }
}

/** Empties arrays, which may share memory. */
function freeAll(arrays: readonly Float32Array[]): void {
  for (const buffer of new Set(arrays.map((array) => array.buffer)))
    if (buffer instanceof ArrayBuffer) buffer.transfer(0)
}
