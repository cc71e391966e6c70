import { onBeforeUnmount, type ShallowRef, shallowRef, watch } from 'vue'
import type { Size } from '../../zoom/zoom.ts'

/** An element's inner size in CSS pixels, kept up to date; null until it is on screen. */
export function useElementSize(element: Readonly<ShallowRef<HTMLElement | null>>): ShallowRef<Size | null> {
  const size = shallowRef<Size | null>(null)
  const observer = new ResizeObserver(([entry]) => {
    if (entry) size.value = { width: entry.contentRect.width, height: entry.contentRect.height }
  })
  watch(element, (now, before) => {
    if (before) observer.unobserve(before)
    if (now) observer.observe(now)
  })
  onBeforeUnmount(() => observer.disconnect())
  return size
}
