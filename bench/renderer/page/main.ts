import '../../../src/renderer/styles/tokens.css'
import '../../../src/renderer/styles/base.css'
import '../../../src/renderer/styles/controls.css'
import type { PatternBench } from '../pattern-bench.ts'
import { mountECharts } from './echarts.ts'
import { nextFrame, stepFrames } from './frames.ts'
import { generatedPattern } from './generated.ts'
import { mountOurs } from './ours.ts'
import type { Subject } from './subject.ts'

const SHAPES = {
  units: { shape: [4096], images: 8 },
  maps: { shape: [384, 13, 13], images: 3 },
} as const

const bench: PatternBench = {
  async mount(how, what) {
    const place = document.getElementById('app')
    if (!place) throw new Error('The page has no place to draw in.')
    const { shape, images } = SHAPES[what]
    const input = generatedPattern(shape, images)
    if (how === 'echarts') place.style.height = '620px'
    const started = performance.now()
    subject = how === 'ours' ? mountOurs(place, input) : mountECharts(place, input)
    for (let frame = 0; frame < 5; frame++) await nextFrame()
    return performance.now() - started
  },

  async frames(doing, count) {
    if (!subject) throw new Error('Nothing is mounted yet.')
    const { hover, zoom, reorder } = subject
    if (doing === 'rest') return stepFrames(count, () => {})
    if (doing === 'hover') return stepFrames(count, (index) => hover(index / count))
    if (doing === 'zoom') return stepFrames(count, (index) => zoom(index / count))
    return stepFrames(count, reorder)
  },
}

let subject: Subject | null = null

Object.assign(window, { bench })
