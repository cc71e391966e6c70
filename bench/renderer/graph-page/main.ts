import '../../../src/renderer/styles/tokens.css'
import '../../../src/renderer/styles/base.css'
import '../../../src/renderer/styles/kinds.css'
import type { GraphBench } from '../graph-bench.ts'
import { nextFrame, stepFrames } from '../page/frames.ts'
import { drawnGraph } from './drawn.ts'
import { type GraphSubject, mountGraph } from './subject.ts'

let subject: GraphSubject | null = null

const bench: GraphBench = {
  async mount(name) {
    const place = document.getElementById('app')
    if (!place) throw new Error('The page has no place to draw in.')
    place.style.height = '640px'
    const started = performance.now()
    const drawing = drawnGraph(name, place.clientWidth / place.clientHeight)
    const laidOut = performance.now() - started
    subject = mountGraph(place, drawing)
    for (let frame = 0; frame < 5; frame++) await nextFrame()
    const { layers, graph } = drawing
    return {
      layers: layers.length,
      boxes: graph.stacks.length,
      laidOut,
      standsAfter: performance.now() - started,
    }
  },

  async frames(doing, count) {
    const shown = subject
    if (!shown) throw new Error('Nothing is mounted yet.')
    shown.begin(doing)
    await nextFrame()
    return stepFrames(count, (index) => shown.step(doing, index / count))
  },
}

Object.assign(window, { graph: bench })
