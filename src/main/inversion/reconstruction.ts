import type { InversionPoint, InversionSettings } from '../../contract/inversion.ts'
import { Attempt, type AttemptEnd } from './attempt.ts'
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

interface Best extends AttemptEnd {
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
          ended: (end) => this.#end({ ...end, restart }),
        }),
    )
  }

  #see(restart: number, point: InversionPoint, image: Float32Array): void {
    this.#started ||= performance.now()
    this.#evaluations++
    const { settings, frameEvery, onProgress } = this.#options
    const wasted = this.attempts.reduce((sum, attempt) => sum + attempt.wasted, 0)
    const total = this.attempts.length * evaluationsOf(settings.optimiser) + wasted
    const due = frameEvery !== undefined && (point.evaluations - 1) % frameEvery === 0
    const frame = due ? { frame: this.#objective.eightBit(image) } : {}
    onProgress({ evaluations: this.#evaluations, total, restart, point, ...frame })
  }

  #end(found: Best): void {
    const { value, message } = found.solution
    this.#objectives[found.restart] = value
    if (value < (this.#best?.solution.value ?? Number.POSITIVE_INFINITY)) this.#best = found
    if (++this.#ended < this.attempts.length) return
    if (this.#best === undefined) throw new InversionError(message)
    const { terms, trace, halvings, restart: kept, solution } = this.#best
    this.#options.onFinished({
      raw: this.#objective.pixels(solution.point),
      eightBit: this.#objective.eightBit(solution.point),
      ...{ terms, trace, kept, halvings, objectives: this.#objectives, evaluations: this.#evaluations },
      seconds: (performance.now() - this.#started) / 1000,
    })
  }
}
