/**
 * `node scripts/run.mjs bench/renderer/patterns.ts [part …]`: frame times of the activation patterns in Chromium as JSON, ours beside an
 * ECharts heatmap of the same values: 4,096 units of eight images, and 384 maps of 13 × 13 of three images.
 * Parts: units-ours, units-echarts, maps-ours, maps-echarts; all without one.
 */
import { loadavg } from 'node:os'
import { chosenParts } from '../parts.ts'
import { type Bench, withBench } from './bench-page.ts'
import { browserTime } from './browser-time.ts'
import { measuredFrames } from './measured-frames.ts'
import type { PatternBench } from './pattern-bench.ts'

const DOING = ['rest', 'hover', 'zoom', 'reorder'] as const
const FRAMES = { rest: 120, hover: 240, zoom: 60, reorder: 20 }
const DRAWINGS = {
  'units-ours': { what: 'units', how: 'ours' },
  'units-echarts': { what: 'units', how: 'echarts' },
  'maps-ours': { what: 'maps', how: 'ours' },
  'maps-echarts': { what: 'maps', how: 'echarts' },
} as const
type Drawing = (typeof DRAWINGS)[keyof typeof DRAWINGS]

declare const bench: PatternBench

/** One drawing of one of the shapes: how long it took to stand, and how each thing done to it went. Milliseconds. */
async function measure({ open }: Bench, { how, what }: Drawing) {
  const opened = await open({ width: 1440, height: 900 })
  const { page } = opened
  const browser = await browserTime(page)
  const standsAfter = await page.evaluate((options) => bench.mount(...options), [how, what] as const)
  const done: Record<string, unknown> = {}
  for (const doing of DOING) {
    const before = await browser()
    const frames = await measuredFrames(opened, () =>
      page.evaluate((options) => bench.frames(...options), [doing, FRAMES[doing]] as const),
    )
    done[doing] = { ...frames, browser: ((await browser()) - before) / frames.frames }
  }
  await page.close()
  return { how, what, standsAfter, milliseconds: done }
}

const chosen = chosenParts(['units-ours', 'units-echarts', 'maps-ours', 'maps-echarts'])
await withBench('page', [], async (opened) => {
  const results = []
  for (const drawing of chosen) {
    process.stderr.write(`${drawing} …\n`)
    results.push(await measure(opened, DRAWINGS[drawing]))
  }
  const load = loadavg()[0]
  process.stdout.write(`${JSON.stringify({ chromium: opened.chromium, load, results }, null, 2)}\n`)
})
