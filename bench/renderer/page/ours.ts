import { createPinia } from 'pinia'
import { createApp, h } from 'vue'
import ActivationPatterns from '../../../src/renderer/components/activations/ActivationPatterns.vue'
import { type PatternInput, unitCount } from '../../../src/renderer/components/activations/pattern.ts'
import { enter, point } from './frames.ts'
import type { Subject } from './subject.ts'

/** The app's own panel. */
export function mountOurs(place: Element, input: PatternInput): Subject {
  createApp({ render: () => h(ActivationPatterns, { input }) })
    .use(createPinia())
    .mount(place)
  const count = unitCount(input.shape)
  const one = <Kind extends Element>(selector: string, kind: new () => Kind): Kind => {
    const found = place.querySelector(selector)
    if (found instanceof kind) return found
    throw new Error(`The panel has no ${selector}.`)
  }
  return {
    hover: (share) => {
      const area = one('.content, .barcode .area', HTMLElement)
      point('move', area, share, (share * 7) % 1)
    },
    zoom: (share) => {
      const start = Math.floor(share * count * 0.5)
      const [first, last] = place.querySelectorAll('input[type=number]')
      if (first instanceof HTMLInputElement) enter(first, String(start))
      if (last instanceof HTMLInputElement) enter(last, String(start + Math.floor(count / 2) - 1))
    },
    reorder: (index) => {
      const select = one('select', HTMLSelectElement)
      const option = select.options[index % select.options.length]
      if (option) enter(select, option.value)
    },
  }
}
