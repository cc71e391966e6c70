import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { chromium, type Page, type ViewportSize } from 'playwright'
import { build, type Plugin, preview } from 'vite'
import { findChromium } from '../../test/chromium.ts'

/** A benchmark's page, open in Chromium. */
export interface BenchPage {
  readonly page: Page
  /** Milliseconds that the page's main thread itself has computed so far, whatever else the machine does. */
  mainThread(): Promise<number>
}

export interface Bench {
  readonly chromium: string
  open(viewport: ViewportSize): Promise<BenchPage>
}

/** Builds the page in a folder beside this file, serves it, and has Chromium at hand while `use` runs. */
export async function withBench<T>(
  folder: string,
  plugins: readonly Plugin[],
  use: (bench: Bench) => Promise<T>,
): Promise<T> {
  const found = await findChromium()
  if (!found) throw new Error('There is no Chromium for this system; name one in GUISE_CHROMIUM.')
  const outDir = await mkdtemp(join(tmpdir(), 'guise-bench-'))
  const settings = {
    root: join(import.meta.dirname, folder),
    base: './',
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  } as const
  await build({ ...settings, plugins: [vue()] })
  const server = await preview({
    ...settings,
    plugins: [...plugins],
    preview: { port: 0, host: '127.0.0.1' },
  })
  const { executablePath, args, env } = found
  const browser = await chromium.launch({ executablePath, args: [...args], env })
  const open = async (viewport: ViewportSize): Promise<BenchPage> => {
    const url = server.resolvedUrls?.local[0]
    if (!url) throw new Error('The page is not being served.')
    const page = await browser.newPage({ viewport })
    page.setDefaultTimeout(300_000)
    await page.goto(url)
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    const mainThread = async () => {
      const { metrics } = await devtools.send('Performance.getMetrics')
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
    }
    return { page, mainThread }
  }
  try {
    return await use({ chromium: browser.version(), open })
  } finally {
    await browser.close()
    await server.close()
    await rm(outDir, { recursive: true })
  }
}
