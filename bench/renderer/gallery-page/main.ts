import '../../../src/renderer/styles/tokens.css'
import '../../../src/renderer/styles/base.css'
import '../../../src/renderer/styles/controls.css'
import { createRouterClient } from '@orpc/server'
import { createPinia } from 'pinia'
import { createApp, h } from 'vue'
import { provideBackend } from '../../../src/renderer/backend/backend.ts'
import GalleryGrid from '../../../src/renderer/components/datasets/GalleryGrid.vue'
import { useDatasets } from '../../../src/renderer/stores/datasets.ts'
import { useGallery } from '../../../src/renderer/stores/datasets-gallery.ts'
import { FakeEngine } from '../../../src/renderer/testing/fake-engine.ts'
import type { GalleryBench, Scroll } from '../gallery-bench.ts'
import { nextFrame, stepFrames } from '../page/frames.ts'
import { generatedDatasets } from './generated-datasets.ts'

/** Pixels a frame: a wheel turned steadily, and flung. */
const STEPS = { rest: 0, wheel: 40, fast: 1500 } as const

function port(): HTMLElement {
  const element = document.querySelector('[role=grid]')
  if (element instanceof HTMLElement) return element
  throw new Error('The gallery is not on the page.')
}

/** Positions whose cells are in view, the first and the last. */
function inView(): { first: number; last: number } {
  const { top, bottom } = port().getBoundingClientRect()
  const positions = [...document.querySelectorAll<HTMLElement>('[data-position]')]
    .filter((cell) => {
      const box = cell.getBoundingClientRect()
      return box.bottom > top && box.top < bottom
    })
    .map((cell) => Number(cell.dataset.position))
  return { first: Math.min(...positions), last: Math.max(...positions) }
}

function stepOf(how: Scroll, frames: number): (frame: number) => void {
  const grid = port()
  if (how === 'keys')
    return () => grid.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
  if (how === 'drag')
    return (frame) => {
      grid.scrollTop = ((frame + 1) / frames) * (grid.scrollHeight - grid.clientHeight)
    }
  return () => grid.scrollBy(0, STEPS[how])
}

const bench: GalleryBench = {
  async mount(images, classes, side) {
    const engine = new FakeEngine()
    const client = createRouterClient({ ...engine.router, datasets: generatedDatasets(images, classes) })
    provideBackend({ ...engine.backend, client })
    const app = createApp({
      setup() {
        const gallery = useGallery()
        return () =>
          gallery.view &&
          h(GalleryGrid, { view: gallery.view, title: 'Generated', side, style: 'height: 700px' })
      },
    })
    app.use(createPinia())
    const started = performance.now()
    app.mount('#app')
    await useDatasets().load()
    while (![...document.images].some(({ complete }) => complete)) await nextFrame()
    return performance.now() - started
  },

  async scroll(how, frames) {
    let elements = 0
    const step = stepOf(how, frames)
    const times = await stepFrames(frames, (frame) => {
      step(frame)
      elements = Math.max(elements, document.getElementsByTagName('*').length)
    })
    return { times, elements }
  },

  async press(key) {
    port().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    for (let frame = 0; frame < 20; frame++) await nextFrame()
    return { ...inView(), scrollHeight: port().scrollHeight }
  },
}

Object.assign(window, { gallery: bench })
