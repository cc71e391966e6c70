/** What a method asks of a network: `Network` of the network room, or a plain function in a test. */
export interface FeatureNetwork {
  /** Height, width, channels. */
  readonly inputShape: readonly [number, number, number]
  /** The layers that can be chosen, in the order they are made, with the numbers each holds for an image. */
  readonly blobs: readonly { readonly name: string; readonly units: number }[]
  /** What each blob holds for each image. */
  represent(
    images: readonly Float32Array[],
    blobs: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Float32Array[]>>
  /**
   * ‖φ(x) − target‖² for each image and its own target, with the gradients by the pixels; those take what `weigh` makes of
   * the residuals φ(x) − target in their place, where it is given.
   */
  squaredDistance(
    blob: string,
    images: readonly Float32Array[],
    targets: readonly Float32Array[],
    weigh?: (residuals: readonly Float32Array[]) => readonly Float32Array[],
  ): Promise<{ readonly values: Float64Array; readonly gradients: readonly Float32Array[] }>
}

/** A source and a guide as the network takes them: integers in [0, 255], height × width × channel. */
export interface Pair {
  readonly source: Float32Array
  readonly guide: Float32Array
  /** What to call the pair in errors' sentences, "cat.jpg → church.jpg" for example. */
  readonly name?: string
}
