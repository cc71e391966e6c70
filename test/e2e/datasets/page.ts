import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect } from '../fixtures.ts'

/** Keeps a screenshot in both themes, to be looked at: `<name>-light.png` and `<name>-dark.png`. */
export async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
    await page.screenshot({
      path: join(import.meta.dirname, `../../../artefacts/e2e/datasets/${name}-${colorScheme}.png`),
    })
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

/** Adds a dataset by its path, as the dialog takes it. */
export async function add(page: Page, path: string, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Add/ }).first().click()
  await page.getByRole('textbox', { name: 'Folder or file' }).fill(path)
  await page.getByRole('textbox', { name: /^Name/ }).fill(name)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Add a dataset' })).toBeHidden()
}

export const grid = (page: Page): Locator => page.getByRole('grid', { name: /^Images of/ })
export const cells = (page: Page): Locator => grid(page).getByRole('gridcell', { name: /,/ })
export const selected = (page: Page): Locator =>
  page.getByRole('toolbar', { name: 'What is selected' }).getByRole('status')

/** Waits until every picture in view is drawn. */
export async function expectPictures(page: Page): Promise<void> {
  const pictures = grid(page).locator('img')
  await expect(pictures.first()).toBeVisible()
  await expect
    .poll(() =>
      pictures.evaluateAll((all) =>
        all.every((one) => 'naturalWidth' in one && Number(one.naturalWidth) > 0),
      ),
    )
    .toBe(true)
}

/** Opens one of the gallery's menus and chooses by typing a name. */
export async function chooseFrom(page: Page, menu: string, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${menu} `) }).click()
  await page.getByRole('combobox', { name: `Search: ${menu}` }).fill(name)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
}
