import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { chromium } from './browser.ts'

const artefacts = join(import.meta.dirname, '../../artefacts/e2e')

/**
 * Journeys through the app in Chromium against `serve`, and in Electron where it is found. Screenshots and traces are kept in
 * artefacts/e2e. Run with `playwright test -c test/e2e`.
 */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: join(artefacts, 'runs'),
  // One engine computes at a time: two would only slow each other.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  // `npm test` names what needed it.
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  use: {
    launchOptions: chromium
      ? { executablePath: chromium.executablePath, args: [...chromium.args], env: chromium.env }
      : {},
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
})
