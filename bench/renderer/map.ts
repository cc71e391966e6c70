/**
 * `node scripts/run.mjs bench/renderer/map.ts`: frame times of the map of representations in Chromium as JSON, at 10,000 and 100,000
 * points, ours beside an ECharts scatter of the same points in its mode for many.
 */
import { loadavg } from 'node:os'
import { type Bench, withBench } from './bench-page.ts'
import { DOING, type MapBench } from './map-bench.ts'
import { measuredFrames } from './measured-frames.ts'

const POINTS = [10_000, 100_000]
const FRAMES = 60

declare global {
  var map: MapBench
}

async function measure({ open }: Bench, how: 'ours' | 'echarts', points: number) {
  const opened = await open({ width: 960, height: 520 })
  const { page } = opened
  const standsAfter = await page.evaluate((options) => map.mount(...options), [how, points] as const)
  const milliseconds: Record<string, unknown> = {}
  for (const doing of DOING)
    milliseconds[doing] = await measuredFrames(opened, () =>
      page.evaluate((options) => map.frames(...options), [doing, FRAMES] as const),
    )
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
