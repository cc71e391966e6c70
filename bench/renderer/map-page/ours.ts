import { createPinia } from 'pinia'
import { createApp, h, shallowRef } from 'vue'
import MapChart from '../../../src/renderer/charts/MapChart.vue'
import { MapFinder } from '../../../src/renderer/charts/map-finder.ts'
import { point } from '../page/frames.ts'
import { generatedPoints } from './points.ts'
import type { MapSubject } from './subject.ts'

/** The app's own map. */
export function mountOurs(place: HTMLElement, count: number): MapSubject {
  const { points, labels } = generatedPoints(count)
  const finder = new MapFinder(points)
  const shown = shallowRef<Uint8Array | null>(null)
  const bounds = { left: -4, right: 28, top: 17, bottom: -4 }
  const marks = [{ role: 'source', x: 12, y: 6 }] as const
  const app = createApp({
    render: () =>
      h(MapChart, {
        points,
        finder,
        bounds,
        shown: shown.value,
        marks,
        rings: [],
        highlighted: null,
        label: 'Map',
      }),
  })
  app.use(createPinia()).mount(place)
  const canvas = (): Element => {
    const element = place.querySelector('canvas')
    if (!element) throw new Error('The map is not on the page.')
    return element
  }
  const key = (name: string) =>
    canvas().parentElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }))
  return {
    move: (share) => key(share < 0.5 ? 'ArrowLeft' : 'ArrowRight'),
    zoom: (share) => key(share < 0.5 ? '+' : '-'),
    hover: (share) => point('move', canvas(), 0.1 + 0.8 * share, 0.2 + 0.6 * ((share * 7) % 1)),
    filter: (label) => {
      shown.value = label === null ? null : Uint8Array.from(labels, (one) => (one === label ? 1 : 0))
    },
  }
}
