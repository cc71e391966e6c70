/**
 * `node scripts/run.mjs bench/renderer/map.ts`: frame times of the map of representations in Chromium as JSON, at 10,000 and 100,000
 * points, ours beside an ECharts scatter of the same points in its mode for many.
 */
import { loadavg } from 'node:os'
import { type Bench, withBench } from './bench-page.ts'
import { frameSummary } from './frame-summary.ts'
import { DOING, type MapBench } from './map-bench.ts'

const POINTS = [10_000, 100_000]
const FRAMES = 60

declare global {
  var map: MapBench
}

async function measure({ open }: Bench, how: 'ours' | 'echarts', points: number) {
  const { page, mainThread } = await open({ width: 960, height: 520 })
  const standsAfter = await page.evaluate((options) => map.mount(...options), [how, points] as const)
  const milliseconds: Record<string, unknown> = {}
  for (const doing of DOING) {
    const before = await mainThread()
    const times = await page.evaluate((options) => map.frames(...options), [doing, FRAMES] as const)
    milliseconds[doing] = {
      ...frameSummary(times),
      mainThread: ((await mainThread()) - before) / times.length,
    }
  }
  await page.close()
  return { how, points, standsAfter, milliseconds }
}

const results = await withBench('map-page', [], async (bench) => {
  const measured = []
  for (const points of POINTS)
    for (const how of ['ours', 'echarts'] as const) measured.push(await measure(bench, how, points))
  return { chromium: bench.chromium, load: loadavg()[0], measured }
})
process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
