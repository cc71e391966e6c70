import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { type App, startApp } from './app.ts'
import { chromium } from './browser.ts'

export { expect } from '@playwright/test'

interface Fixtures {
  /** `stand-in` replaces the science by small invented numbers; processes, page and files stay the real ones. */
  readonly science: 'real' | 'stand-in'
  /** An empty workspace of this test's own. */
  readonly workspace: string
  /** The app on that workspace, with the page not yet opened: `await page.goto(app.url)`. */
  readonly app: App
}

const standIn = join(import.meta.dirname, '../fakes/engine.ts')

/** Playwright's test with the app running; skipped, visibly, where there is no Chromium. */
export const test = base.extend<Fixtures>({
  science: ['real', { option: true }],

  // Playwright reads a fixture's needs from its parameter's pattern, which may not be empty.
  workspace: async ({ science: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'guise-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },

  app: async ({ science, workspace }, use) => {
    base.skip(chromium === null, 'There is no Chromium for this system: set GUISE_CHROMIUM to one.')
    const app = await startApp({ workspace, ...(science === 'real' ? {} : { engine: standIn }) })
    await use(app)
    await app.close()
  },
})
