import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { App } from './app.ts'
import { expect, test } from './fixtures.ts'
import { exportButton, makeButton } from './pair/page.ts'

test.use({ science: 'stand-in', viewport: { width: 1280, height: 800 } })

/** What axe finds, as lines to read; best practices included, not only WCAG. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
}

async function expectNothing(page: Page, where: string): Promise<void> {
  expect(await findings(page), where).toEqual([])
}

async function dialog(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('dialog', { name })).toBeVisible()
  await expectNothing(page, name)
  await page.keyboard.press('Escape')
}

async function empty(page: Page, app: App): Promise<void> {
  await page.goto(app.url)
  await expect(page.getByText('Choose two images')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try it' })).toBeEnabled()
  await expectNothing(page, 'Pair, empty')
  await page.getByRole('button', { name: 'Layer' }).click()
  await dialog(page, 'Choose a layer')
  await page.getByRole('button', { name: /Choose the source/ }).click()
  await dialog(page, 'Choose the source')
  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Open a network…' })
  await dialog(page, 'Open a network')
  await page.keyboard.press('?')
  await dialog(page, 'Keyboard shortcuts')
  await page.getByRole('link', { name: 'Results' }).click()
  await expectNothing(page, 'Results, empty')
}

async function full(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Pair', exact: true }).click()
  await page.getByRole('button', { name: 'Try it' }).click()
  await expectNothing(page, 'Pair, chosen')
  await makeButton(page).click()
  await expect(page.getByRole('button', { name: 'Cancel' }).first()).toBeVisible()
  await expectNothing(page, 'Pair, running')
  await expect(exportButton(page)).toBeVisible({ timeout: 30_000 })
  await expectNothing(page, 'Pair, result')
  await exportButton(page).click()
  await dialog(page, 'Export the result')
  await page.getByRole('button', { name: /^Jobs/ }).click()
  await expectNothing(page, 'jobs')
  await page.getByRole('button', { name: 'Blink' }).click()
  await expectNothing(page, 'blink')
  await page.getByRole('button', { name: 'Slider' }).click()
  await expectNothing(page, 'slider')
  await page.getByRole('link', { name: 'Results' }).click()
  await page.getByRole('link', { name: / towards / }).focus()
  await expectNothing(page, 'Results, one selected')
  await page.getByRole('link', { name: 'Settings' }).click()
  await expectNothing(page, 'Settings')
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${colorScheme}, empty and full`, async ({ page, app }) => {
    await page.emulateMedia({ colorScheme })
    await empty(page, app)
    await full(page)
  })
}
