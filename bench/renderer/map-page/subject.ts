/** A map on the page, and what can be done to it; `share` runs from 0 to 1. */
export interface MapSubject {
  move(share: number): void
  zoom(share: number): void
  hover(share: number): void
  /** Shows one class alone; all for null. */
  filter(label: number | null): void
}
