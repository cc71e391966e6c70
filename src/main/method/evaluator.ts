import type { Evaluations, Evaluator } from '../solver/evaluator.ts'
import type { FeatureNetwork, Pair } from './feature-network.ts'

/**
 * ‖φ(x) − φ(guide)‖² and its gradient for many pairs. A guide's representation is computed when its pair is first
 * asked for and kept until `forget`, so memory goes with the pairs in flight, not with all there are.
 */
export class DistanceEvaluator implements Evaluator {
  readonly size: number
  readonly capacity: number
  readonly #network: FeatureNetwork
  readonly #layer: string
  readonly #pairs: readonly Pair[]
  readonly #targets = new Map<number, Float32Array>()

  constructor(network: FeatureNetwork, layer: string, pairs: readonly Pair[], capacity: number) {
    this.size = network.inputShape.reduce((product, side) => product * side, 1)
    this.capacity = capacity
    this.#network = network
    this.#layer = layer
    this.#pairs = pairs
  }

  async evaluate(problems: readonly number[], points: readonly Float32Array[]): Promise<Evaluations> {
    const targets = await this.#targetsOf(problems)
    return this.#network.squaredDistance(this.#layer, points, targets)
  }

  /** Frees what is kept for a pair that is finished. */
  forget(problem: number): void {
    this.#targets.delete(problem)
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
