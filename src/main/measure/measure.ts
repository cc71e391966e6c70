/** One version of an adversary with all that a measure may look at. */
export interface Subject {
  /** Pixels in [0, 255], height × width × channel. */
  readonly source: Float32Array
  readonly adversary: Float32Array
  /** Representations at the layer, of exactly these pixels. */
  readonly features: {
    readonly source: Float32Array
    readonly guide: Float32Array
    readonly adversary: Float32Array
  }
}

/** Says one number about an adversary. */
export type Measure = (subject: Subject) => number
