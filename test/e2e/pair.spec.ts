import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { reportSchema } from '../../src/contract/measures.ts'
import { writeGuise } from '../../src/main/network/format/guise.ts'
import { shippedNetworks } from '../../src/main/network/open.ts'
import { tinyNetwork } from '../tiny-network.ts'
import { type App, startApp } from './app.ts'
import { expect, test } from './fixtures.ts'
import { remeasure } from './pair/measure.ts'
import {
  chooseLayer,
  exportButton,
  exported,
  makeButton,
  openNetwork,
  picture,
  shownNumber,
} from './pair/page.ts'

test.use({ viewport: { width: 1280, height: 800 } })

const shipped = 'guisenet'
const pair = { source: 'French Alpine Landscape', guide: 'Allium oreophilum' }

/** From nothing on the stage to an exported PNG whose pixels are measured again; then a restart. */
async function journey(page: Page, app: App, network: string, layer: string, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Try it' }).click()
  await expect(page.getByRole('img', { name: `source: ${pair.source}` })).toBeVisible()
  await chooseLayer(page, layer)
  await page.getByRole('spinbutton', { name: 'Delta' }).fill('8')
  await page.getByRole('combobox', { name: 'Solver' }).selectOption({ label: 'fast, quick · 100' })

  await makeButton(page).click()
  await expect(page.getByRole('img', { name: /^Distance ratio against evaluations: / })).toBeVisible()
  await picture(page, `${name}-running`)
  await expect(exportButton(page)).toBeVisible({ timeout: 150_000 })
  await expect(page.getByText(/made by fast in \d+ of 100 evaluations/)).toBeVisible()
  await picture(page, `${name}-result`)

  const ratio = await shownNumber(page, 'Ratio, 8-bit')
  const maxChange = await shownNumber(page, 'Largest change, 8-bit')
  await exportButton(page).click()
  const png = await exported(page, 'adversary.png')
  const again = await remeasure(png, { ...pair, network, layer })
  expect(again.maxChange).toBeLessThanOrEqual(8)
  expect(again.maxChange).toBe(maxChange)
  expect(Math.abs(again.ratio / ratio - 1)).toBeLessThan(1e-4)
  expect(again.ratio).toBeLessThan(1)

  const files = unzipSync(await exported(page, 'Everything (.zip)'))
  expect(Object.keys(files).toSorted()).toEqual([
    'adversary.npy',
    'adversary.png',
    'difference.png',
    'report.json',
  ])
  expect(Buffer.from(files['adversary.png'] ?? []).equals(png)).toBe(true)
  const report = reportSchema.parse(JSON.parse(strFromU8(files['report.json'] ?? new Uint8Array())))
  expect(report.eightBit.ratio).toBe(ratio)
  await page.keyboard.press('Escape')

  await app.close()
  const restarted = await startApp({ workspace: app.workspace })
  await page.goto(restarted.url)
  await page.getByRole('link', { name: 'Results' }).click()
  await page.getByRole('link', { name: `${pair.source} towards ${pair.guide}` }).click()
  await expect(exportButton(page)).toBeVisible()
  expect(await shownNumber(page, 'Ratio, 8-bit')).toBe(ratio)
  await restarted.close()
}

test('makes, measures, exports and reopens an adversary of the shipped network', async ({ page, app }) => {
  test.skip(!shippedNetworks().includes(shipped), `${shipped} is not in models/`)
  await page.goto(app.url)
  await expect(page.getByText('Choose two images')).toBeVisible()
  await picture(page, 'empty')
  await journey(page, app, shipped, 'fc7', 'shipped')
})

test('does the same with a network opened from disk', async ({ page, app, workspace }) => {
  const folder = join(workspace, 'tiny')
  await writeGuise(folder, tinyNetwork())
  await page.goto(app.url)
  await openNetwork(page, folder)
  await journey(page, app, folder, 'fc6', 'opened')
})

test('cancels a run of the shipped network at once', async ({ page, app }) => {
  test.skip(!shippedNetworks().includes(shipped), `${shipped} is not in models/`)
  await page.goto(app.url)
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.getByRole('combobox', { name: 'Solver' }).selectOption({ label: 'L-BFGS-B · 500' })
  await makeButton(page).click()
  await expect(
    page.getByRole('img', { name: /^Distance ratio against evaluations: [\d.]+ after/ }),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).first().click()
  await expect(page.getByText(/Cancelled after \d+ evaluations/)).toBeVisible()
  await expect(makeButton(page)).toBeEnabled()
})

test('says in a sentence why a network or an image cannot be opened', async ({ page, app }) => {
  await page.goto(app.url)
  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Open a network…' })
  await page.getByRole('textbox', { name: /^Folder, or Caffe files/ }).fill('/nowhere/at/all')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('There is no network "/nowhere/at/all"')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: /Choose the source/ }).click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'From disk…' }).click(),
  ])
  await chooser.setFiles({ name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') })
  await expect(page.getByRole('alert')).toContainText('broken.png')
})
