/**
 * `node scripts/run.mjs bench/renderer/graph.ts`: frame times of the Networks view's drawing in Chromium as JSON, at ResNet-50's and
 * GoogLeNet's graphs.
 */
import { loadavg } from 'node:os'
import { type Bench, withBench } from './bench-page.ts'
import { DOING, GRAPHS, type GraphBench, type GraphName } from './graph-bench.ts'
import { measuredFrames } from './measured-frames.ts'

const FRAMES = 120
const VIEWPORT = { width: 1100, height: 700 }

declare global {
  var graph: GraphBench
}

async function measure({ open }: Bench, name: GraphName) {
  const opened = await open(VIEWPORT)
  const { page } = opened
  const mounted = await page.evaluate((one) => graph.mount(one), name)
  const milliseconds: Record<string, unknown> = {}
  for (const doing of DOING)
    milliseconds[doing] = await measuredFrames(opened, () =>
      page.evaluate((options) => graph.frames(...options), [doing, FRAMES] as const),
    )
  await page.close()
  return { name, ...mounted, milliseconds }
}

const results = await withBench('graph-page', [], async (bench) => {
  const measured = []
  for (const name of GRAPHS) measured.push(await measure(bench, name))
  return { chromium: bench.chromium, load: loadavg()[0], viewport: VIEWPORT, measured }
})
process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
