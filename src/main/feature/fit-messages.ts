import type { ImageItem } from '../dataset/item.ts'

/** What a fitting thread is asked. */
export interface FitRequest {
  readonly id: number
  readonly item: ImageItem
  /** What to call the image in a sentence. */
  readonly name: string
  /** Where the image is to be put as the network takes it: in memory that both threads see. */
  readonly into: Float32Array
}

/** That it is there, or why it cannot be had. */
export type FitAnswer =
  | { readonly id: number }
  | {
      readonly id: number
      readonly message: string
      /** What is to blame: the image, that it cannot be got at now, or the program. */
      readonly blame: 'image' | 'away' | 'program'
    }
