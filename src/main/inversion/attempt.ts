import type { InversionPoint, InversionSettings, InversionTerms } from '../../contract/inversion.ts'
import type { Solution, Solver } from '../solver/solver.ts'
import { gaussianNoise } from './gaussian-noise.ts'
import type { Asked } from './objective.ts'
import { descent, evaluationsOf, slowed } from './optimiser.ts'
import { jitters, type Shift } from './shift.ts'
import type { Target } from './target.ts'

/** The most points that are kept of a trace. */
const MOST = 500

/** How often a descent whose steps are too long is begun anew with steps half as long. */
const MOST_HALVINGS = 6

export interface AttemptOptions {
  readonly settings: InversionSettings
  readonly sigma: number
  readonly seed: number
  /** Values of an image. */
  readonly size: number
  /** Called after each evaluation. */
  seen(point: InversionPoint, image: Float32Array): void
  ended(end: AttemptEnd): void
}

export interface AttemptEnd {
  readonly solution: Solution
  /** What was last measured. */
  readonly terms: InversionTerms
  readonly trace: readonly InversionPoint[]
  /** How often the steps had to be halved. */
  readonly halvings: number
}

/** One descent towards a representation from one seed's noise, written down as it goes. */
export class Attempt {
  readonly #target: Target
  readonly #options: AttemptOptions
  readonly #shifts: readonly Shift[]
  readonly #points: InversionPoint[] = []
  #wasted = 0

  constructor(target: Target, options: AttemptOptions) {
    this.#target = target
    this.#options = options
    const { optimiser } = options.settings
    const jitter = optimiser.name === 'adam' ? optimiser.jitter : 0
    this.#shifts = jitter > 0 ? jitters(evaluationsOf(optimiser) - 1, jitter, options.seed) : []
  }

  /** Evaluations of descents that were given up. */
  get wasted(): number {
    return this.#wasted
  }

  /**
   * The descent of a mean-free image, starting at noise of the norm that the settings say. Where its steps are too long for the
   * network, it begins anew with steps half as long.
   */
  *solver(): Solver {
    const { settings, sigma, ended } = this.#options
    const start = this.#start()
    for (let halvings = 0; ; halvings++) {
      const optimiser = slowed(settings.optimiser, 0.5 ** halvings)
      const solution = yield* descent(start.slice(), optimiser, sigma)
      const terms = this.#points.at(-1)
      if (solution.outcome === 'stalled' && halvings < MOST_HALVINGS) {
        this.#wasted += this.#points.length
        this.#points.length = 0
      } else {
        if (terms) ended({ solution, terms, trace: this.#thinned(), halvings })
        return solution
      }
    }
  }

  /** What the descent wants to know of a point. */
  asks(point: Float32Array): Asked {
    return { point, target: this.#target, shift: this.#shifts[this.#points.length] }
  }

  /** Takes in what was found at the point it asked about. */
  told({ point: image }: Asked, terms: InversionTerms): void {
    const point = { evaluations: this.#wasted + this.#points.length + 1, ...terms }
    this.#points.push(point)
    this.#options.seen(point, image)
  }

  #start(): Float32Array {
    const { settings, sigma, seed, size } = this.#options
    const start = gaussianNoise(size, seed)
    const norm = Math.sqrt(start.reduce((sum, value) => sum + value * value, 0))
    for (let i = 0; i < size; i++) start[i] = ((start[i] as number) * settings.start * sigma) / norm
    return start
  }

  /** At most 500 points: evenly spaced ones, the last always among them. */
  #thinned(): InversionPoint[] {
    const stride = Math.ceil(this.#points.length / MOST)
    const last = this.#points.length - 1
    return this.#points.filter((_, i) => (last - i) % stride === 0)
  }
}
