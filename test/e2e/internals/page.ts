import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from '../fixtures.ts'

/** Where a file of these journeys is kept, to be looked at. */
export function artefact(name: string): string {
  return join(import.meta.dirname, '../../../artefacts/e2e/internals', name)
}

/** Keeps a screenshot in both themes. */
export async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
    await page.screenshot({ path: artefact(`${name}-${colorScheme}.png`) })
  }
}

/** Lets axe look at all of the page, and at its contrast in the other theme, which differs in colours alone. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const found = async (axe: AxeBuilder): Promise<string[]> =>
    (await axe.analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await found(new AxeBuilder({ page })), `${where}, light`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await found(new AxeBuilder({ page }).withRules(['color-contrast'])), `${where}, dark`).toEqual([])
}

/** A row's inversions that have been made. */
export const inverted = (page: Page, layer: string) =>
  page
    .getByRole('group', { name: `Inversions at ${layer}` })
    .getByRole('img', { name: /, inverted from [^,]+$/ })

/** A file saved through the view's dialog, which is kept among the artefacts too. */
export async function saved(page: Page, button: string, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  await download.saveAs(artefact(name))
  return readFile(artefact(name))
}
