import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { plainPng } from './pair/files.ts'
import { exportButton, makeButton } from './pair/page.ts'

test.use({ science: 'stand-in', viewport: { width: 1280, height: 800 } })

const long = `${'a_name_without_any_space_'.repeat(6)}.png`

/** An adversary whose source has a long name; its result is on the stage. */
async function make(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.getByRole('button', { name: 'Change the source' }).click()
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'From disk…' }).click()
  await (await choosing).setFiles({ name: long, mimeType: 'image/png', buffer: await plainPng('#446688') })
  await expect(page.getByRole('img', { name: `source: ${long}` })).toBeVisible()
  await makeButton(page).click()
  await expect(exportButton(page)).toBeVisible({ timeout: 30_000 })
}

/** Opens each dialog that explains itself at length, and hands it over. */
async function eachDialog(page: Page, look: (dialog: Locator) => Promise<void>): Promise<void> {
  const openers: [name: string, open: () => Promise<unknown>][] = [
    [
      'Open a network',
      () => page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'Open a network…' }),
    ],
    ['Keyboard shortcuts', () => page.getByRole('button', { name: 'Keyboard shortcuts' }).click()],
    ['Export the result', () => exportButton(page).click()],
  ]
  for (const [name, open] of openers) {
    await open()
    const dialog = page.getByRole('dialog', { name })
    await expect(dialog).toBeVisible()
    await look(dialog)
    await page.keyboard.press('Escape')
  }
}

/** How many pixels of its content stick out of an element sideways. */
const sticksOut = (element: Locator): Promise<number> =>
  element.evaluate((one) => one.scrollWidth - one.clientWidth)

test('a long name pushes nothing out of sight', async ({ page, app }) => {
  await page.goto(app.url)
  await make(page)
  expect(await sticksOut(page.getByRole('complementary'))).toBe(0)
  await page.getByRole('link', { name: 'Results' }).click()
  await expect(page.getByRole('columnheader', { name: 'Made' })).toBeInViewport({ ratio: 1 })
  await page.getByRole('link', { name: / towards / }).focus()
  await page.keyboard.press('Delete')
  expect(await sticksOut(page.getByRole('dialog', { name: 'Delete this result?' }))).toBe(0)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Internals' }).click()
  expect(await sticksOut(page.getByRole('main'))).toBe(0)
})

test('dialogs keep their words inside, in wide and narrow windows', async ({ page, app }) => {
  await page.goto(app.url)
  await make(page)
  for (const width of [1280, 640]) {
    await page.setViewportSize({ width, height: 600 })
    await eachDialog(page, async (dialog) => expect(await sticksOut(dialog)).toBe(0))
  }
})

test('at 200 % every control of the Pair view is in reach', async ({ page, app }) => {
  await page.goto(app.url)
  await make(page)
  // What is left of 1280 × 800 at that zoom.
  await page.setViewportSize({ width: 640, height: 400 })
  for (const name of ['Network', 'Solver'])
    await expect(page.getByRole('combobox', { name, exact: true })).toBeInViewport({ ratio: 1 })
  const delta = page.getByRole('spinbutton', { name: 'Delta' })
  await expect(delta).toBeInViewport({ ratio: 1 })
  expect((await delta.boundingBox())?.width).toBeGreaterThan(50)
  for (const name of ['Swap', 'Export…', 'Slider', 'Whole image'])
    await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
  expect(await sticksOut(page.getByRole('main'))).toBe(0)
})
