/** What a network says of a dataset's images: the most probable class of each, kept when its features were extracted. */
export interface Predictions {
  /** The network's class names, by class. */
  readonly labels: readonly string[]
  /** WordNet or other identifiers, as many as `labels` or none. */
  readonly ids: readonly string[]
  /** Each image's most probable class; −1 where nothing is known of it. */
  readonly top: Int32Array
  /** That class's probability. */
  readonly probability: Float32Array
}

/** Where kept predictions are found: what filters and sorts of views by them are answered from. */
export interface PredictionSource {
  /**
   * @param dataset the dataset's `hash`
   * @param network the network's `hash`
   * @returns undefined where none are kept
   */
  find(dataset: string, network: string): Promise<Predictions | undefined>
}
