import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Download, Page } from '@playwright/test'
import { expect } from '../fixtures.ts'

const artefacts = join(import.meta.dirname, '../../../artefacts/e2e/pair')

/** Keeps a screenshot, in both themes: `<name>-light.png` and `<name>-dark.png`. */
export async function picture(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
    await page.screenshot({ path: join(artefacts, `${name}-${colorScheme}.png`) })
  }
}

export async function openNetwork(page: Page, path: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Open a network…' })
  await page.getByRole('textbox', { name: /^File or folder/ }).fill(path)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Open a network' })).toBeHidden()
}

/** Chooses a layer as a keyboard user does: open, search, Enter. */
export async function chooseLayer(page: Page, layer: string): Promise<void> {
  const button = page.getByRole('button', { name: 'Layer' })
  await expect(button).toBeEnabled()
  await button.press('Enter')
  await page.getByRole('combobox', { name: 'Search layers' }).fill(layer)
  await page.keyboard.press('Enter')
  await expect(button).toContainText(layer)
  await expect(page.getByRole('dialog', { name: 'Choose a layer' })).toBeHidden()
}

export const makeButton = (page: Page) => page.getByRole('button', { name: 'Make', exact: true })
export const exportButton = (page: Page) => page.getByRole('button', { name: 'Export…' })

/** A number of the inspector's table in full precision, as its title gives it. */
export async function shownNumber(page: Page, name: string): Promise<number> {
  const title = await page
    .getByRole('complementary')
    .getByRole('button', { name: `copy ${name}` })
    .getAttribute('title')
  return Number.parseFloat(title ?? '')
}

/** Clicks one of the export dialog's links and reads the file it downloads. */
export async function exported(page: Page, link: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ])
  return contents(download)
}

async function contents(download: Download): Promise<Buffer> {
  return readFile(await download.path())
}
