import type { ReceptiveField } from '../../../contract/network.ts'
import type { Layer, Shape } from '../graph.ts'

/** What can be said of a layer without running it. */
export interface LayerFacts {
  readonly layer: Layer
  /** Of its first output for one image, without the batch; null where that is none of a batch. */
  readonly shape: Shape | null
  /** What it makes does not depend on the image. */
  readonly constant: boolean
  /** Multiplications that are added up, for one image. */
  readonly multiplyAdds: number
  /** Null where its units have no place in the image. */
  readonly receptiveField: ReceptiveField | null
  /** Where its weights are, with the roles they play. */
  readonly weights: readonly { readonly key: string; readonly role: string; readonly shape: Shape }[]
}

export const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1)
