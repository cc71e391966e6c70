import type { InversionSpec } from '../../../contract/inversion.ts'
import type { InversionProgress } from '../../inversion/inversion.ts'
import type { RunOptions, Step } from '../../job/worker.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { framesStrip } from './frame-strip.ts'

/** Where the images of one job stand, told to the queue as one: counts summed, numbers averaged, pictures side by side. */
export class InversionJobProgress {
  readonly #latest: (InversionProgress | undefined)[]
  readonly #frames: (Uint8Array | undefined)[]
  readonly #before: number
  readonly #options: RunOptions
  readonly #cache: Pick<Workspace['cache'], 'put'>
  readonly #shape: readonly [number, number, number]
  #drawing: Promise<void> | undefined

  /**
   * @param spec the job's
   * @param before evaluations of the images that were made already
   * @param shape of the network's input
   */
  constructor(
    { images }: Pick<InversionSpec, 'images'>,
    before: number,
    shape: readonly [number, number, number],
    cache: Pick<Workspace['cache'], 'put'>,
    options: RunOptions,
  ) {
    this.#latest = images.map(() => undefined)
    this.#frames = images.map(() => undefined)
    this.#before = before
    this.#shape = shape
    this.#cache = cache
    this.#options = options
  }

  /** Takes in an evaluation of one image. */
  add(image: number, progress: InversionProgress): void {
    const leads = this.#latest.findIndex((one) => one !== undefined)
    this.#latest[image] = progress
    if (progress.frame) this.#frames[image] = progress.frame
    if (image === leads) this.#options.onProgress(this.#step(progress.evaluations))
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
    return {
      done: this.#before + known.reduce((sum, one) => sum + one.evaluations, 0),
      figure: objective,
      trace: [{ evaluations, objective, ratio: mean(({ point }) => Math.sqrt(point.loss)) }],
    }
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
