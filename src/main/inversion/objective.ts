import type { InversionTerms } from '../../contract/inversion.ts'
import { meanPixels } from '../network/mean-pixels.ts'
import type { Network } from '../network/network.ts'
import { alphaNorm } from './alpha-norm.ts'
import type { ObjectiveSettings } from './settings.ts'
import { type Shift, shifted } from './shift.ts'
import type { Target } from './target.ts'
import { totalVariation } from './tv.ts'

/** What an inversion asks of a network. */
export type InvertibleNetwork = Pick<Network, 'blobs' | 'data' | 'inputShape' | 'squaredDistance'>

/** One image to evaluate. */
export interface Asked {
  /** Mean-free, height × width × channel, in pixel units. */
  readonly point: Float32Array
  readonly target: Target
  /** The network sees the image shifted, and its gradient is shifted back; the other terms do not see it. */
  readonly shift?: Shift | undefined
}

/** The terms, and the objective's gradient by the mean-free image: a fresh array. */
export interface Answer {
  readonly terms: InversionTerms
  readonly gradient: Float32Array
}

/**
 * Mahendran and Vedaldi's objective (CVPR 2015, section 3, with their program's factors) for mean-free images x in pixel units:
 *
 *     ‖φ(x + mean) − φ₀‖² / ‖φ₀‖² + (λ_TV / 2 · Σ TV^β + λ_α / 2 · Σ |x|^α) / sigma²
 *
 * A network's scale and channel order belong to φ, so that pixels have the same units everywhere.
 */
export class InversionObjective {
  readonly #network: InvertibleNetwork
  readonly #layer: string
  readonly #settings: ObjectiveSettings
  readonly #mean: Float32Array
  /** Used at every call: the images' pixels, and a shifted image. */
  readonly #pixels: Float32Array[] = []
  readonly #scratch: Float32Array

  constructor(network: InvertibleNetwork, layer: string, settings: ObjectiveSettings) {
    this.#network = network
    this.#layer = layer
    this.#settings = settings
    this.#mean = meanPixels(network.data)
    this.#scratch = new Float32Array(this.#mean.length)
  }

  /** Values of one image. */
  get size(): number {
    return this.#mean.length
  }

  /** All images in one native call. */
  async evaluate(asked: readonly Asked[]): Promise<Answer[]> {
    const pixels = asked.map(({ point, shift }, i) => this.#fill(i, point, shift))
    const targets = asked.map(({ target }) => target.representation)
    const { values, gradients } = await this.#network.squaredDistance(this.#layer, pixels, targets)
    return asked.map((one, i) => {
      const gradient = gradients[i] ?? new Float32Array()
      return { terms: this.#complete(one, values[i] ?? Number.NaN, gradient), gradient }
    })
  }

  /** Pixels as a mean-free image. */
  meanFree(pixels: ArrayLike<number>): Float32Array {
    return this.#mean.map((mean, i) => (pixels[i] ?? 0) - mean)
  }

  /** A mean-free image as pixels, RGB or grey, which may lie outside [0, 255]. */
  pixels(point: Float32Array): Float32Array {
    return this.#mean.map((mean, i) => (point[i] ?? 0) + mean)
  }

  /** The same as an 8-bit picture's, rounded and cut to [0, 255]. */
  eightBit(point: Float32Array): Uint8Array {
    return new Uint8Array(Uint8ClampedArray.from(this.pixels(point)).buffer)
  }

  /** The pixels the network is given, in this place's own array. */
  #fill(place: number, point: Float32Array, shift: Shift | undefined): Float32Array {
    const pixels = this.#pixels[place] ?? new Float32Array(point.length)
    this.#pixels[place] = pixels
    if (shift) shifted(point, this.#network.inputShape, shift, this.#scratch)
    const image = shift ? this.#scratch : point
    for (let i = 0; i < pixels.length; i++) pixels[i] = (image[i] as number) + (this.#mean[i] as number)
    return pixels
  }

  /** Turns the gradient of the squared distance into the objective's. */
  #complete({ point, target, shift }: Asked, distance: number, gradient: Float32Array): InversionTerms {
    const { lambdaTv, beta, lambdaAlpha, alpha, sigma } = this.#settings
    const shape = this.#network.inputShape
    if (shift) {
      shifted(gradient, shape, [-shift[0], -shift[1]], this.#scratch)
      gradient.set(this.#scratch)
    }
    for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] as number) / target.square
    const weights = { tv: lambdaTv / 2 / sigma ** 2, norm: lambdaAlpha / 2 / sigma ** 2 }
    const tv = weights.tv * totalVariation(point, shape, beta, weights.tv, gradient)
    const norm = weights.norm * alphaNorm(point, alpha, weights.norm, gradient)
    const loss = distance / target.square
    return { objective: loss + tv + norm, loss, tv, alpha: norm }
  }
}
