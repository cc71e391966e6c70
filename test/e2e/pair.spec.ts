import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { writeGuise } from '../../src/main/network/format/guise.ts'
import { shippedNetworks } from '../../src/main/network/open.ts'
import { tinyNetwork } from '../tiny-network.ts'
import { type App, startApp } from './app.ts'
import { expect, test } from './fixtures.ts'
import { type Choice, expectReopened, expectTrue, makeOne } from './pair/journey.ts'
import { exportButton, exported, makeButton, openNetwork, picture } from './pair/page.ts'

test.use({ viewport: { width: 1280, height: 800 } })

const shipped = 'guisenet'

/** From nothing on the stage to exported pixels that are measured again; then a restart. */
async function journey(page: Page, app: App, choice: Choice): Promise<void> {
  const ratio = await makeOne(page, choice)
  await exportButton(page).click()
  const files = unzipSync(await exported(page, 'Everything (.zip)'))
  const png = await exported(page, 'adversary.png')
  expect(png.equals(Buffer.from(files['adversary.png'] ?? []))).toBe(true)
  await page.keyboard.press('Escape')
  await expectTrue(page, files, choice)

  await app.close()
  const restarted = await startApp({ workspace: app.workspace })
  await page.goto(restarted.url)
  await expectReopened(page, ratio)
  await restarted.close()
}

test('makes, measures, exports and reopens an adversary of the shipped network', async ({ page, app }) => {
  test.skip(!shippedNetworks().includes(shipped), `${shipped} is not in models/`)
  await page.goto(app.url)
  await expect(page.getByText('Choose two images')).toBeVisible()
  await picture(page, 'empty')
  await journey(page, app, { network: shipped, layer: 'fc7', name: 'shipped' })
})

test('does the same with a network opened from disk', async ({ page, app, workspace }) => {
  const network = join(workspace, 'tiny')
  await writeGuise(network, tinyNetwork())
  await page.goto(app.url)
  await openNetwork(page, network)
  await journey(page, app, { network, layer: 'fc6', name: 'opened' })
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
  await page.getByRole('textbox', { name: /^File or folder/ }).fill('/nowhere/at/all')
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
