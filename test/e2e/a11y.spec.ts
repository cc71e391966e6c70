import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { App } from './app.ts'
import { expect, test } from './fixtures.ts'
import { exportButton, makeButton } from './pair/page.ts'

test.use({ science: 'stand-in', viewport: { width: 1280, height: 800 } })

type Look = (page: Page, where: string) => Promise<void>

/** What axe finds with these rules (all of them, best practices too, where none are named): it must be nothing. */
const looking =
  (rules: string[] = []): Look =>
  async (page, where) => {
    const axe = new AxeBuilder({ page })
    const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze()
    const lines = violations.map(
      ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html)}`,
    )
    expect(lines, where).toEqual([])
  }

async function dialog(page: Page, name: string, look: Look): Promise<void> {
  await expect(page.getByRole('dialog', { name })).toBeVisible()
  await look(page, name)
  await page.keyboard.press('Escape')
}

async function empty(page: Page, app: App, look: Look): Promise<void> {
  await page.goto(app.url)
  await expect(page.getByText('Choose two images')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try it' })).toBeEnabled()
  await look(page, 'Pair, empty')
  await page.getByRole('button', { name: 'Layer' }).click()
  await dialog(page, 'Choose a layer', look)
  await page.getByRole('button', { name: /Choose the source/ }).click()
  await dialog(page, 'Choose the source', look)
  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Open a network…' })
  await dialog(page, 'Open a network', look)
  await page.keyboard.press('?')
  await dialog(page, 'Keyboard shortcuts', look)
  await page.getByRole('link', { name: 'Results' }).click()
  await look(page, 'Results, empty')
}

async function full(page: Page, look: Look): Promise<void> {
  await page.getByRole('link', { name: 'Pair', exact: true }).click()
  await page.getByRole('button', { name: 'Try it' }).click()
  await look(page, 'Pair, chosen')
  await makeButton(page).click()
  await expect(page.getByRole('button', { name: 'Cancel' }).first()).toBeVisible()
  await look(page, 'Pair, running')
  await expect(exportButton(page)).toBeVisible({ timeout: 30_000 })
  await look(page, 'Pair, result')
  await exportButton(page).click()
  await dialog(page, 'Export the result', look)
  await page.getByRole('button', { name: /^Jobs/ }).click()
  await look(page, 'jobs')
  await page.getByRole('button', { name: 'Blink' }).click()
  await look(page, 'blink')
  await page.getByRole('button', { name: 'Slider' }).click()
  await look(page, 'slider')
  await page.getByRole('link', { name: 'Results' }).click()
  await page.getByRole('link', { name: / towards / }).focus()
  await look(page, 'Results, one selected')
  await page.getByRole('link', { name: 'Settings' }).click()
  await look(page, 'Settings')
}

test('axe finds nothing, empty and full', async ({ page, app }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await empty(page, app, looking())
  await full(page, looking())
})

// What the theme changes is colours alone.
test('the dark theme has the contrast too', async ({ page, app }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await empty(page, app, looking(['color-contrast']))
  await full(page, looking(['color-contrast']))
})
