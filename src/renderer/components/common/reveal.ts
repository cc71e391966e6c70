/** Where a part of what scrolls lies in it, in pixels from its beginning. */
export interface Span {
  readonly top: number
  readonly height: number
}

/**
 * How far a scroller must be scrolled to show a part of its content: as it is where the part is in sight, and with the part in
 * the middle where it is not. What sticks to its edges covers `head` pixels above and `foot` below.
 */
export function scrollToShow(part: Span, sight: Span, { head = 0, foot = 0 } = {}): number {
  const above = part.top < sight.top + head
  const below = part.top + part.height > sight.top + sight.height - foot
  if (!above && !below) return sight.top
  const middle = (sight.height + head - foot) / 2
  return Math.max(0, part.top + part.height / 2 - middle)
}

/** Scrolls so that an element in it is shown, and moves nothing else: `scrollIntoView` moves the whole view too. */
export function reveal(element: Element, scroller: Element, edges?: { head?: number; foot?: number }): void {
  const { top, height } = element.getBoundingClientRect()
  const start = scroller.getBoundingClientRect().top + scroller.clientTop - scroller.scrollTop
  const sight = { top: scroller.scrollTop, height: scroller.clientHeight }
  scroller.scrollTop = scrollToShow({ top: top - start, height }, sight, edges)
}
