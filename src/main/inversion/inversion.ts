import type { InversionPoint, InversionTerms } from '../../contract/inversion.ts'

/** A representation at a layer, and the seed of the noise to start from. */
export interface InversionRequest {
  readonly layer: string
  readonly representation: Float32Array
  /** A whole number of 32 bits; restarts take the ones that follow. */
  readonly seed: number
}

/** An image whose representation is near the one asked for. Pixels are height × width × channel, RGB or grey. */
export interface Inversion {
  /** As found: a little of it may lie outside [0, 255]. */
  readonly raw: Float32Array
  /** Cut to [0, 255] and rounded to integers. */
  readonly eightBit: Uint8Array
  /** Of `raw`. */
  readonly terms: InversionTerms
  /** Of the start that was kept: at most 500 points. */
  readonly trace: readonly InversionPoint[]
  /** Which start was kept, from 0, and the objective that each ended at (infinite where it left all bounds). */
  readonly kept: number
  readonly objectives: readonly number[]
  /** How often the steps of the kept one had to be halved, because they were too long for the network. */
  readonly halvings: number
  /** Over all starts. */
  readonly evaluations: number
  /** Wall time from the first evaluation to the last; others of the batch ran beside it. */
  readonly seconds: number
}

/** Where an inversion stands after an evaluation of one of its starts. */
export interface InversionProgress {
  /** Over all starts, and how many there will be. */
  readonly evaluations: number
  readonly total: number
  /** Which start this is of, from 0, and its objective. */
  readonly restart: number
  readonly point: InversionPoint
  /** Every so many steps the image as it is: 8-bit pixels. */
  readonly frame?: Uint8Array
}
