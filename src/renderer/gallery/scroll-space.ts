/**
 * The tallest element to lay out, in CSS pixels. Chromium and Safari clip an element at 2²⁵, Firefox near 17.9 million;
 * below 2²⁴ a compositor that places layers in single precision still places them on whole pixels.
 */
export const TALLEST = 15_000_000
/** Up to this far from either end the scrollbar and the content move alike. */
const PLAIN_END = 100_000

/**
 * Scrolls content that is taller than an element may be. Small movements (wheel, keys, touch) move content pixel by
 * pixel; a jump (the scrollbar dragged) goes to the content's same share. What the former drifts, `rest` puts right
 * once scrolling has ended, by moving scrollbar and content together, so that nothing is seen to move.
 */
export class ScrollSpace {
  /** Height of the element that is scrolled. */
  readonly height: number
  readonly #contentHeight: number
  readonly #viewport: number
  #shift = 0
  #scrollTop = 0

  constructor(contentHeight: number, viewport: number, tallest = TALLEST) {
    this.#contentHeight = contentHeight
    this.#viewport = viewport
    this.height = Math.min(contentHeight, tallest)
  }

  /** What to take from a place in the content for its place in the element. */
  get shift(): number {
    return this.#shift
  }

  /** The content's top after the browser scrolled to `scrollTop`. */
  moved(scrollTop: number): number {
    const jump = Math.abs(scrollTop - this.#scrollTop) > 2 * this.#viewport
    this.#scrollTop = scrollTop
    if (jump) this.#shift = Math.round(this.#shiftAt(scrollTop))
    return scrollTop + this.#shift
  }

  /** Puts the content's `top` in view. @returns the scrollTop to set */
  place(top: number): number {
    const wanted = Math.round(Math.max(0, Math.min(top, this.#contentHeight - this.#viewport)))
    this.#scrollTop = Math.round(this.#scrollTopAt(wanted))
    this.#shift = wanted - this.#scrollTop
    return this.#scrollTop
  }

  /** After scrolling has ended: the scrollTop to set, or null where the scrollbar is already right. */
  rest(): number | null {
    const before = this.#scrollTop
    const after = this.place(before + this.#shift)
    return after === before ? null : after
  }

  get #surplus(): number {
    return this.#contentHeight - this.height
  }

  get #end(): number {
    return Math.min(PLAIN_END, (this.height - this.#viewport) / 4)
  }

  /** Nothing within `PLAIN_END` of the top, the whole surplus within it of the bottom, in proportion between. */
  #shiftAt(scrollTop: number): number {
    const stretch = this.height - this.#viewport - 2 * this.#end
    if (this.#surplus === 0 || stretch <= 0) return 0
    return this.#surplus * Math.min(1, Math.max(0, (scrollTop - this.#end) / stretch))
  }

  /** The inverse of `scrollTop + #shiftAt(scrollTop)`. */
  #scrollTopAt(top: number): number {
    const stretch = this.height - this.#viewport - 2 * this.#end
    if (this.#surplus === 0 || stretch <= 0 || top <= this.#end) return top
    const share = (top - this.#end) / (stretch + this.#surplus)
    return share >= 1 ? top - this.#surplus : this.#end + share * stretch
  }
}
