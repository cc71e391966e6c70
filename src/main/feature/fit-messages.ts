import type { ImageItem } from '../dataset/item.ts'

/** What a fitting thread is asked, and what it answers: the image as the network takes it, or why it cannot be had. */
export interface FitRequest {
  readonly id: number
  readonly item: ImageItem
  /** What to call the image in a sentence. */
  readonly name: string
}

export type FitAnswer =
  | { readonly id: number; readonly pixels: Float32Array }
  | {
      readonly id: number
      readonly message: string
      /** The image is to blame, not the program. */
      readonly image: boolean
    }
