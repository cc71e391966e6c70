import { type ComputedRef, computed, nextTick, onBeforeUnmount, ref, type ShallowRef, watch } from 'vue'
import type { GalleryLayout, Row, Section } from '../../gallery/layout.ts'
import { ScrollSpace } from '../../gallery/scroll-space.ts'
import type { Size } from '../../zoom/zoom.ts'

/** Drawn above and below what is in view, in CSS pixels. */
const MARGIN = 200
/** Scrolling counts as fast until it has been slower than half a view a frame for so long, in milliseconds. */
const SETTLING_MS = 80
/** Scrolling has ended after so long without it, where the browser does not tell, in milliseconds. */
const END_MS = 200

export interface UseGalleryScrollReturn {
  /** Height of the element that is scrolled. */
  readonly height: ComputedRef<number>
  /** Rows to draw, each with its place in that element. */
  readonly rows: ComputedRef<readonly Row[]>
  /** The section that the upper edge lies in, once its own heading is out of sight. */
  readonly above: ComputedRef<Section | null>
  /** Whether images pass too quickly to be looked at. */
  readonly fast: Readonly<ShallowRef<boolean>>
  onScroll(): void
  /** Scrolls as little as brings a position into view. */
  reveal(position: number): void
  toTop(): void
}

/** Scrolls a gallery of any length inside `port`, keeping what is in view when its layout changes. */
export function useGalleryScroll(
  port: Readonly<ShallowRef<HTMLElement | null>>,
  size: Readonly<ShallowRef<Size | null>>,
  layout: ComputedRef<GalleryLayout>,
): UseGalleryScrollReturn {
  const viewport = computed(() => size.value?.height ?? 0)
  const space = computed(() => new ScrollSpace(layout.value.height, viewport.value))
  const top = ref(0)
  const shift = ref(0)
  const fast = ref(false)
  let settling: ReturnType<typeof setTimeout> | undefined
  let ending: ReturnType<typeof setTimeout> | undefined

  const rows = computed(() => {
    const from = top.value - MARGIN
    const all = layout.value.rowsBetween(from, top.value + viewport.value + MARGIN)
    return all.map((row) => ({ ...row, top: row.top - shift.value }))
  })
  const above = computed(() => {
    const { headingHeight } = layout.value.metrics
    return headingHeight > 0 && top.value > 0 ? layout.value.sectionAt(top.value) : null
  })

  function onScroll(): void {
    if (!port.value) return
    const before = top.value
    top.value = space.value.moved(port.value.scrollTop)
    shift.value = space.value.shift
    if (Math.abs(top.value - before) > viewport.value / 2) {
      fast.value = true
      clearTimeout(settling)
      settling = setTimeout(() => (fast.value = false), SETTLING_MS)
    }
    if ('onscrollend' in window) return
    clearTimeout(ending)
    ending = setTimeout(onScrollEnd, END_MS)
  }

  function onScrollEnd(): void {
    if (space.value.rest() !== null) void show(top.value)
  }

  /** Sets rows and scrollbar in the same frame, so that what is in view stays where it is. */
  async function show(wanted: number): Promise<void> {
    const scrollTop = space.value.place(wanted)
    shift.value = space.value.shift
    top.value = scrollTop + shift.value
    await nextTick()
    if (port.value) port.value.scrollTop = scrollTop
  }

  function reveal(position: number): void {
    if (position >= layout.value.count) return
    const { rowHeight, headingHeight } = layout.value.metrics
    const rowTop = layout.value.topOf(position)
    if (rowTop - headingHeight < top.value) void show(rowTop - headingHeight)
    else if (rowTop + rowHeight > top.value + viewport.value) void show(rowTop + rowHeight - viewport.value)
  }

  watch([layout, viewport], ([now], [before]) => {
    const atTop = top.value === 0 || before.count === 0
    const first = atTop ? 0 : Math.min(before.positionAt(top.value), Math.max(0, now.count - 1))
    void show(atTop || now.count === 0 ? 0 : now.topOf(first) - now.metrics.headingHeight)
  })
  watch(port, (now, before) => {
    before?.removeEventListener('scrollend', onScrollEnd)
    now?.addEventListener('scrollend', onScrollEnd)
  })
  onBeforeUnmount(() => {
    clearTimeout(settling)
    clearTimeout(ending)
  })

  return {
    height: computed(() => space.value.height),
    rows,
    above,
    fast,
    onScroll,
    reveal,
    toTop: () => void show(0),
  }
}
