/**
 * `node scripts/run.mjs bench/renderer/gallery.ts`: frame times of the gallery in Chromium as JSON, over 1,281,167 generated rows of
 * 1,000 classes, its thumbnails served by this process after a few milliseconds each.
 */
import { loadavg } from 'node:os'
import { type Bench, withBench } from './bench-page.ts'
import { frameSummary } from './frame-summary.ts'
import { type GalleryBench, SCROLLS } from './gallery-bench.ts'
import { servedThumbnails } from './served-thumbnails.ts'

const IMAGES = 1_281_167
const CLASSES = 1000
const SIDES = [96, 208]
const FRAMES = 240

declare global {
  var gallery: GalleryBench
}

const thumbnails = await servedThumbnails()

async function measure({ open }: Bench, side: number) {
  const { page, mainThread } = await open({ width: 760, height: 720 })
  const size = [IMAGES, CLASSES, side] as const
  const standsAfter = await page.evaluate((options) => gallery.mount(...options), size)
  const scrolled: Record<string, unknown> = {}
  for (const how of SCROLLS) {
    const before = await mainThread()
    thumbnails.count.asked = 0
    thumbnails.count.givenUp = 0
    const { times, elements } = await page.evaluate((options) => gallery.scroll(...options), [
      how,
      FRAMES,
    ] as const)
    const computed = ((await mainThread()) - before) / times.length
    const counted = { ...thumbnails.count }
    scrolled[how] = { ...frameSummary(times), mainThread: computed, elements, thumbnails: counted }
  }
  const ends: Record<string, unknown> = {}
  for (const key of ['Home', 'End']) ends[key] = await page.evaluate((one) => gallery.press(one), key)
  await page.close()
  return { side, standsAfter, scrolled, ends }
}

const results = await withBench('gallery-page', [thumbnails.plugin], async (bench) => {
  const measured = []
  for (const side of SIDES) measured.push(await measure(bench, side))
  return { chromium: bench.chromium, images: IMAGES, load: loadavg()[0], measured }
})
process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
