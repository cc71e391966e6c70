/**
 * `node scripts/run.mjs bench/renderer/patterns.ts`: frame times of the activation patterns in Chromium as JSON, ours beside an ECharts
 * heatmap of the same values: 4,096 units of eight images, and 384 maps of 13 × 13 of three images.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { type Browser, chromium } from 'playwright'
import { build, preview } from 'vite'
import { findChromium } from '../../test/chromium.ts'
import { frameSummary } from './frame-summary.ts'
import type { PatternBench } from './pattern-bench.ts'

const DOING = ['rest', 'hover', 'zoom', 'reorder'] as const
const FRAMES = { rest: 120, hover: 240, zoom: 60, reorder: 20 }

declare global {
  var bench: PatternBench
}

/** One drawing of one of the shapes: how long it took to stand, and how each thing done to it went. */
async function measure(browser: Browser, url: string, how: 'ours' | 'echarts', what: 'units' | 'maps') {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(300_000)
  await page.goto(url)
  const devtools = await page.context().newCDPSession(page)
  // The time that the page's main thread itself computes, whatever else the machine does.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busy = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
  }
  const standsAfter = await page.evaluate(([one, other]) => bench.mount(one, other), [how, what] as const)
  const done: Record<string, unknown> = {}
  for (const doing of DOING) {
    const before = await busy()
    const frames = await page.evaluate(([one, count]) => bench.frames(one, count), [
      doing,
      FRAMES[doing],
    ] as const)
    const mainThread = ((await busy()) - before) * 1000
    done[doing] = { ...frameSummary(frames), mainThread: mainThread / frames.length }
  }
  await page.close()
  return { how, what, standsAfter, milliseconds: done }
}

const found = await findChromium()
if (!found) throw new Error('There is no Chromium for this system; name one in GUISE_CHROMIUM.')
const folder = await mkdtemp(join(tmpdir(), 'guise-patterns-'))
const root = join(import.meta.dirname, 'page')
const settings = {
  root,
  base: './',
  configFile: false,
  logLevel: 'error',
  build: { outDir: folder, emptyOutDir: true },
} as const
await build({ ...settings, plugins: [vue()] })
const server = await preview({ ...settings, preview: { port: 0, host: '127.0.0.1' } })
const browser = await chromium.launch({
  executablePath: found.executablePath,
  args: [...found.args],
  env: found.env,
})
try {
  const url = server.resolvedUrls?.local[0]
  if (!url) throw new Error('The page is not being served.')
  const results = []
  for (const what of ['units', 'maps'] as const)
    for (const how of ['ours', 'echarts'] as const) {
      process.stderr.write(`${what}, ${how} …\n`)
      results.push(await measure(browser, url, how, what))
    }
  process.stdout.write(
    `${JSON.stringify({ chromium: browser.version(), load: loadavg()[0], results }, null, 2)}\n`,
  )
} finally {
  await browser.close()
  await server.close()
  await rm(folder, { recursive: true })
}
