import '../../../src/renderer/styles/tokens.css'
import '../../../src/renderer/styles/base.css'
import type { MapBench } from '../map-bench.ts'
import { nextFrame, stepFrames } from '../page/frames.ts'
import { mountECharts } from './echarts.ts'
import { mountOurs } from './ours.ts'
import type { MapSubject } from './subject.ts'

let subject: MapSubject | null = null

const bench: MapBench = {
  async mount(how, points) {
    const place = document.getElementById('app')
    if (!place) throw new Error('The page has no place to draw in.')
    place.style.height = '440px'
    const started = performance.now()
    subject = how === 'ours' ? mountOurs(place, points) : mountECharts(place, points)
    for (let frame = 0; frame < 5; frame++) await nextFrame()
    return performance.now() - started
  },

  async frames(doing, count) {
    const shown = subject
    if (!shown) throw new Error('Nothing is mounted yet.')
    if (doing === 'filter')
      return stepFrames(count, (index) => shown.filter(index % 2 === 0 ? index % 10 : null))
    return stepFrames(count, (index) => shown[doing](index / count))
  },
}

Object.assign(window, { map: bench })
