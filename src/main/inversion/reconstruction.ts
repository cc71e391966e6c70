import type { InversionPoint, InversionSettings, InversionTerms } from '../../contract/inversion.ts'
import type { Solution } from '../solver/solver.ts'
import { Attempt } from './attempt.ts'
import { InversionError } from './errors.ts'
import type { Inversion, InversionProgress } from './inversion.ts'
import type { InversionObjective } from './objective.ts'
import { evaluationsOf } from './optimiser.ts'
import type { Target } from './target.ts'

export interface ReconstructionOptions {
  readonly settings: InversionSettings
  readonly sigma: number
  readonly seed: number
  readonly restarts: number
  readonly frameEvery?: number | undefined
  onProgress(progress: InversionProgress): void
  onFinished(inversion: Inversion): void
}

interface Best {
  readonly point: Float32Array
  readonly terms: InversionTerms
  readonly trace: readonly InversionPoint[]
  readonly restart: number
}

/** All descents towards one representation, of which the one that ends lowest is kept. */
export class Reconstruction {
  readonly attempts: readonly Attempt[]
  readonly #objective: InversionObjective
  readonly #options: ReconstructionOptions
  readonly #objectives: number[] = []
  #best: Best | undefined
  #evaluations = 0
  #ended = 0
  #started = 0

  constructor(objective: InversionObjective, target: Target, options: ReconstructionOptions) {
    this.#objective = objective
    this.#options = options
    const { settings, sigma, seed } = options
    this.attempts = Array.from(
      { length: options.restarts },
      (_, restart) =>
        new Attempt(target, {
          ...{ settings, sigma, size: objective.size, seed: (seed + restart) >>> 0 },
          seen: (point, image) => this.#see(restart, point, image),
          ended: (solution, terms, trace) => this.#end(solution, { restart, terms, trace }),
        }),
    )
  }

  #see(restart: number, point: InversionPoint, image: Float32Array): void {
    this.#started ||= performance.now()
    this.#evaluations++
    const { settings, frameEvery, onProgress } = this.#options
    const total = this.attempts.length * evaluationsOf(settings.optimiser)
    const due = frameEvery !== undefined && (point.evaluations - 1) % frameEvery === 0
    const frame = due ? { frame: this.#objective.eightBit(image) } : {}
    onProgress({ evaluations: this.#evaluations, total, restart, point, ...frame })
  }

  #end({ point, value, message }: Solution, found: Omit<Best, 'point'>): void {
    this.#objectives[found.restart] = value
    if (value < (this.#best?.terms.objective ?? Number.POSITIVE_INFINITY)) this.#best = { ...found, point }
    if (++this.#ended < this.attempts.length) return
    if (this.#best === undefined) throw new InversionError(message)
    const { terms, trace, restart: kept, point: image } = this.#best
    this.#options.onFinished({
      raw: this.#objective.pixels(image),
      eightBit: this.#objective.eightBit(image),
      ...{ terms, trace, kept, objectives: this.#objectives, evaluations: this.#evaluations },
      seconds: (performance.now() - this.#started) / 1000,
    })
  }
}
