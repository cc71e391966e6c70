import { createPinia } from 'pinia'
import { createApp, h, shallowRef } from 'vue'
import NetworkGraph from '../../../src/renderer/components/networks/NetworkGraph.vue'
import type { Drawing } from '../../../src/renderer/networks/graph/use-drawing.ts'
import type { Doing } from '../graph-bench.ts'
import { point } from '../page/frames.ts'

/** A drawing on the page, and what can be done to it; `share` runs from 0 to 1. */
export interface GraphSubject {
  /** As the first step of it finds the drawing. */
  begin(doing: Doing): void
  step(doing: Doing, share: number): void
}

/** How much a wheel's notch is turned a frame: over 60 frames, from ResNet-50's whole to as near as one may go. */
const NOTCH = 16

/** The app's own drawing. */
export function mountGraph(place: HTMLElement, drawing: Drawing): GraphSubject {
  const picked = shallowRef<number | null>(null)
  const graph = shallowRef<InstanceType<typeof NetworkGraph> | null>(null)
  createApp({
    render: () =>
      h(NetworkGraph, {
        ref: graph,
        drawing,
        picked: picked.value,
        found: null,
        label: 'Graph',
        onPick: (layer) => {
          picked.value = layer
        },
      }),
  })
    .use(createPinia())
    .mount(place)
  const canvas = place.querySelector('canvas')
  if (!canvas) throw new Error('The drawing is not on the page.')
  const key = (name: string, shiftKey = false) =>
    canvas.parentElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, shiftKey, bubbles: true }))
  const wheel = (deltaY: number) => {
    const { left, top, width, height } = canvas.getBoundingClientRect()
    const at = { clientX: left + width / 2, clientY: top + height / 2 }
    canvas.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY, bubbles: true, cancelable: true }))
  }
  const there = (share: number) => share < 0.5
  const step: Readonly<Record<Doing, (share: number) => void>> = {
    move: (share) => key(there(share) ? 'ArrowLeft' : 'ArrowRight', true),
    'move near': (share) => key(Math.floor(share * 8) % 2 === 0 ? 'ArrowLeft' : 'ArrowRight', true),
    zoom: (share) => wheel(there(share) ? -NOTCH : NOTCH),
    hover: (share) => point('move', canvas, 0.1 + 0.8 * share, 0.2 + 0.6 * ((share * 7) % 1)),
    walk: (share) => key(Math.floor(share * 4) % 2 === 0 ? 'ArrowDown' : 'ArrowUp'),
  }
  return {
    begin(doing) {
      picked.value = null
      graph.value?.showWhole()
      if (doing === 'move near') graph.value?.show(Math.floor(drawing.layers.length / 2))
    },
    step: (doing, share) => step[doing](share),
  }
}
