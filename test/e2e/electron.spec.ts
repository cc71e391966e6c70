import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { canShowWindow, installedElectron } from '../../scripts/lib/electron.mjs'
import { reportSchema } from '../../src/contract/measures.ts'
import { expect, test } from './fixtures.ts'
import { remeasure } from './pair/measure.ts'
import { chooseLayer, exportButton, makeButton, shownNumber } from './pair/page.ts'

const root = join(import.meta.dirname, '../..')
const executablePath = installedElectron()
const pair = {
  source: 'French Alpine Landscape',
  guide: 'Allium oreophilum',
  network: 'guisenet',
  layer: 'fc7',
}

/** Starts the built app (`electron-vite build`, `vite build`) in its window. */
async function open(workspace: string): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await _electron.launch({
    args: [root, '--workspace', workspace],
    ...(executablePath === null ? {} : { executablePath }),
  })
  return { app, page: await app.firstWindow() }
}

test.skip(
  executablePath === null || !canShowWindow(),
  'Electron is not on this machine, or has no display: the same journey ran in Chromium.',
)

test('makes, exports into a folder and reopens an adversary in the window', async ({ workspace }) => {
  const first = await open(workspace)
  const { page } = first
  await page.getByRole('button', { name: 'Try it' }).click()
  await chooseLayer(page, pair.layer)
  await page.getByRole('spinbutton', { name: 'Delta' }).fill('8')
  await page.getByRole('combobox', { name: 'Solver' }).selectOption({ label: 'fast, quick · 100' })
  await makeButton(page).click()
  await expect(exportButton(page)).toBeVisible({ timeout: 150_000 })
  const ratio = await shownNumber(page, 'Ratio, 8-bit')

  const folder = join(workspace, 'exported')
  await mkdir(folder)
  await first.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, folder)
  await exportButton(page).click()
  await page.getByRole('button', { name: 'Into a folder…' }).click()
  await expect(page.getByText(/^Written: .*report\.json$/)).toBeVisible()
  const again = await remeasure(await readFile(join(folder, 'adversary.png')), pair)
  expect(again.maxChange).toBeLessThanOrEqual(8)
  expect(Math.abs(again.ratio / ratio - 1)).toBeLessThan(1e-4)
  const report = reportSchema.parse(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')))
  expect(report.eightBit.ratio).toBe(ratio)
  await first.app.close()

  const second = await open(workspace)
  await second.page.getByRole('link', { name: 'Results' }).click()
  await second.page.getByRole('link', { name: `${pair.source} towards ${pair.guide}` }).click()
  expect(await shownNumber(second.page, 'Ratio, 8-bit')).toBe(ratio)
  await second.app.close()
})

test('comes back with its engine killed, and keeps its page to itself', async ({ workspace }) => {
  const { app, page } = await open(workspace)
  await expect(page.getByText('Choose two images')).toBeVisible()

  const engine = () =>
    app.evaluate(({ app: main }) => main.getAppMetrics().find(({ name }) => name === 'Guise engine')?.pid)
  const pid = await engine()
  if (pid === undefined) throw new Error('The engine does not run.')
  process.kill(pid, 'SIGKILL')
  await expect(page.getByText(/The engine ended unexpectedly/)).toBeVisible()
  await expect(page.getByText(/The engine ended unexpectedly/)).toBeHidden({ timeout: 15_000 })
  expect(await engine()).not.toBe(pid)

  // Node is out of the page's reach, other sites are too, and the page stays.
  expect(await page.evaluate('typeof require + typeof process + typeof module')).toBe(
    'undefinedundefinedundefined',
  )
  expect(await page.evaluate("window.open('https://example.org')")).toBeNull()
  await page.evaluate("location.href = 'https://example.org'")
  await expect(page.evaluate("fetch('https://example.org')")).rejects.toThrow()
  expect(page.url()).toMatch(/^guise:\/\/app\//)
  await app.close()
})
