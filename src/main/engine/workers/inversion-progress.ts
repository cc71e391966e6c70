import type { InversionSpec } from '../../../contract/inversion.ts'
import type { InversionProgress } from '../../inversion/inversion.ts'
import { evaluationsOf } from '../../inversion/optimiser.ts'
import type { RunOptions, Step } from '../../job/worker.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { framesStrip } from './frame-strip.ts'

/** Where the images of one job stand, told to the queue as one: counts summed, numbers averaged, pictures side by side. */
export class InversionJobProgress {
  readonly #latest: (InversionProgress | undefined)[]
  readonly #frames: (Uint8Array | undefined)[]
  /** Evaluations of one image, of those that were made already, and of all. */
  readonly #each: number
  readonly #before: number
  readonly #total: number
  readonly #options: RunOptions
  readonly #cache: Pick<Workspace['cache'], 'put'>
  readonly #shape: readonly [number, number, number]
  /** Evaluations of the last point of the trace. */
  #traced = 0
  #drawing: Promise<void> | undefined

  /**
   * @param spec the job's
   * @param made how many of its images were made already
   * @param shape of the network's input
   */
  constructor(
    { images, restarts, settings }: Pick<InversionSpec, 'images' | 'restarts' | 'settings'>,
    made: number,
    shape: readonly [number, number, number],
    cache: Pick<Workspace['cache'], 'put'>,
    options: RunOptions,
  ) {
    this.#latest = images.map(() => undefined)
    this.#frames = images.map(() => undefined)
    this.#each = restarts * evaluationsOf(settings.optimiser)
    this.#before = made * this.#each
    this.#total = images.length * this.#each
    this.#shape = shape
    this.#cache = cache
    this.#options = options
  }

  /** Takes in an evaluation of one image; one whose steps were too long has no number to tell, and begins anew. */
  add(image: number, progress: InversionProgress): void {
    if (!Number.isFinite(progress.point.objective)) return
    this.#latest[image] = progress
    if (progress.frame) this.#frames[image] = progress.frame
    // The first that is not finished tells of all: once a round.
    const leader = this.#latest.find((one) => one && (one === progress || one.evaluations < one.total))
    if (leader === progress) this.#options.onProgress(this.#step(progress.evaluations))
    if (this.#drawing === undefined && this.#options.wantsFrame()) this.#drawing = this.#draw()
  }

  /** Resolves when no picture is being drawn. */
  async settled(): Promise<void> {
    await this.#drawing
  }

  #step(evaluations: number): Step {
    const known = this.#latest.filter((one) => one !== undefined)
    const mean = (of: (one: InversionProgress) => number): number =>
      known.reduce((sum, one) => sum + of(one), 0) / known.length
    const objective = mean(({ point }) => point.objective)
    const counts = {
      done: this.#before + known.reduce((sum, one) => sum + one.evaluations, 0),
      // It grows where a descent has to begin anew.
      total: this.#total + known.reduce((sum, one) => sum + one.total - this.#each, 0),
    }
    if (evaluations <= this.#traced) return { ...counts, figure: objective }
    this.#traced = evaluations
    const ratio = mean(({ point }) => Math.sqrt(point.loss))
    return { ...counts, figure: objective, trace: [{ evaluations, objective, ratio }] }
  }

  async #draw(): Promise<void> {
    try {
      const png = await framesStrip(this.#frames, this.#shape)
      this.#options.onProgress({ frame: this.#cache.put(png) })
    } catch {
      // A picture on the way is no reason to lose the work; the next is tried again.
    } finally {
      this.#drawing = undefined
    }
  }
}
