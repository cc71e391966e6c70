import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { zoomByKey } from '../zoom/keys.ts'
import { contain, type Size, truePixels, type Zoom, zoomAt } from '../zoom/zoom.ts'

export type CompareMode = 'row' | 'blink' | 'slider'

/** The zoom and position that all compared images share, and how they are compared. */
export const useViewer = defineStore('viewer', () => {
  const image = shallowRef<Size>({ width: 1, height: 1 })
  const pane = shallowRef<Size>({ width: 1, height: 1 })
  const zoom = shallowRef<Zoom>({ scale: 1, x: 0.5, y: 0.5 })
  const mode = ref<CompareMode>('row')
  /** In blink mode: whether the source is up. */
  const blinkSource = ref(false)
  /** In slider mode: the share of the width that shows the source. */
  const split = ref(0.5)
  /** Until the user zooms, the whole image stays in view as panes and images change. */
  const fitted = ref(true)

  function refit(): void {
    fitted.value = true
    zoom.value = contain(image.value, pane.value)
  }

  function measure(nextImage: Size, nextPane: Size): void {
    image.value = nextImage
    pane.value = nextPane
    if (fitted.value) refit()
  }

  function set(next: Zoom): void {
    fitted.value = false
    zoom.value = next
  }

  const by = (factor: number) => set(zoomAt(zoom.value, factor, { x: 0, y: 0 }, image.value, pane.value))
  const toTruePixels = () => set(truePixels(zoom.value, window.devicePixelRatio))

  /** Answers whether the key meant something here. */
  function key(name: string): boolean {
    if (name === '0') {
      refit()
      return true
    }
    const next = zoomByKey(name, zoom.value, image.value, pane.value, window.devicePixelRatio)
    if (next) set(next)
    return next !== null
  }

  /** The first call compares by blinking, each further one shows the other image. */
  function blink(): void {
    if (mode.value === 'blink') blinkSource.value = !blinkSource.value
    else mode.value = 'blink'
  }

  return {
    image,
    pane,
    zoom,
    mode,
    blinkSource,
    split,
    fitted,
    refit,
    measure,
    set,
    by,
    toTruePixels,
    key,
    blink,
  }
})
