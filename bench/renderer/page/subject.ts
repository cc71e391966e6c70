/** What is measured: something drawn on the page, and one step of each thing done to it. */
export interface Subject {
  /** The pointer moves on over the picture; `share` goes from 0 to 1. */
  readonly hover: (share: number) => void
  /** Another range of units is looked at. */
  readonly zoom: (share: number) => void
  /** Another order. */
  readonly reorder: (index: number) => void
}
