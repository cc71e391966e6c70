/** How the gallery is scrolled, a step a frame. */
export const SCROLLS = ['rest', 'wheel', 'fast', 'drag', 'keys'] as const
export type Scroll = (typeof SCROLLS)[number]

/** What the page offers to the benchmark's half in Node. */
export interface GalleryBench {
  /** Shows a dataset of so many images in so many classes; tells after how many milliseconds pictures stood. */
  mount(images: number, classes: number, side: number): Promise<number>
  /** Milliseconds from frame to frame while it is scrolled, and the most elements that the page had. */
  scroll(how: Scroll, frames: number): Promise<{ times: number[]; elements: number }>
  /** Presses a key; tells which positions are then in view, and how tall what is scrolled is. */
  press(key: string): Promise<{ first: number; last: number; scrollHeight: number }>
}
