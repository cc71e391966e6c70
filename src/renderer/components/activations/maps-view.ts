import { type ComputedRef, computed, type Ref, type ShallowRef, shallowRef } from 'vue'
import { useElementSize } from '../common/element-size.ts'
import { EDGE, layOutMaps, type MapGrid, mapBox } from './map-grid.ts'
import { mapSize } from './pattern.ts'
import type { PatternState } from './pattern-state.ts'
import type { Box } from './pixels.ts'

/** At most this share of the window's height is taken; further maps are scrolled to. */
export const VIEW_SHARE = 0.62

/** In CSS pixels. */
const LEAST_MAP = 24

/** The maps' grid as it lies in its scroller. */
export interface MapsView {
  readonly grid: ComputedRef<MapGrid>
  /** Device pixels a CSS pixel. */
  readonly ratio: ComputedRef<number>
  /** The part of the grid that can be seen, in device pixels. */
  readonly seen: ComputedRef<Box>
  /** In CSS pixels. */
  readonly scrolled: Ref<{ readonly x: number; readonly y: number }>
  readonly onScroll: () => void
  /** Scrolls as little as brings the map at a position in; tells its box in the grid, in CSS pixels. */
  readonly reveal: (position: number) => Box | null
  readonly inCss: (box: Box) => Box
}

/** Lays out the maps of the range that is looked at for the scroller's size. */
export function useMapsView(
  { input, shown, rangeUnits, mapScale }: PatternState,
  scroller: Readonly<ShallowRef<HTMLElement | null>>,
): MapsView {
  const inner = useElementSize(scroller)
  const scrolled = shallowRef({ x: 0, y: 0 })
  const ratio = computed(() => (inner.value ? window.devicePixelRatio : 1))
  const view = computed(() => ({
    width: Math.floor((inner.value?.width ?? 0) * ratio.value),
    height: Math.floor(window.innerHeight * VIEW_SHARE * ratio.value),
  }))
  const grid = computed(() =>
    layOutMaps({
      count: rangeUnits.value.length,
      map: mapSize(input.value.shape),
      panels: shown.value.length,
      view: view.value,
      least: LEAST_MAP * ratio.value,
      scale: mapScale.value ?? undefined,
    }),
  )
  const seen = computed(() => ({
    x: Math.round(scrolled.value.x * ratio.value),
    y: Math.round(scrolled.value.y * ratio.value),
    width: Math.min(view.value.width, grid.value.size.width),
    height: Math.min(view.value.height, grid.value.size.height),
  }))

  function onScroll(): void {
    const element = scroller.value
    if (element) scrolled.value = { x: element.scrollLeft, y: element.scrollTop }
  }

  function reveal(position: number): Box | null {
    const element = scroller.value
    if (!element) return null
    const box = inCss(mapBox(grid.value, 0, position))
    const edge = EDGE / ratio.value
    const bottom = box.y + box.height + edge
    if (box.y - edge < element.scrollTop) element.scrollTop = box.y - edge
    else if (bottom > element.scrollTop + element.clientHeight)
      element.scrollTop = bottom - element.clientHeight
    return box
  }

  function inCss({ x, y, width, height }: Box): Box {
    const by = 1 / ratio.value
    return { x: x * by, y: y * by, width: width * by, height: height * by }
  }

  return { grid, ratio, seen, scrolled, onScroll, reveal, inCss }
}
