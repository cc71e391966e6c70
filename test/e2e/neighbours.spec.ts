import type { Locator, Page } from '@playwright/test'
import { shippedNetworks } from '../../src/main/network/open.ts'
import { add, chooseFrom, expectAccessible, expectPictures, look, selected } from './datasets/page.ts'
import { expect, test } from './fixtures.ts'
import { chooseLayer, exportButton, makeButton } from './pair/page.ts'

test.use({ viewport: { width: 1280, height: 800 } })

const shipped = 'guisenet'

/** An adversary of the shipped network at a layer, in the Pair view. */
async function make(page: Page, layer: string): Promise<void> {
  await page.keyboard.press('p')
  await page.getByRole('button', { name: 'Try it' }).click()
  await chooseLayer(page, layer)
  await page.getByRole('combobox', { name: 'Solver' }).selectOption({ label: 'fast, quick · 100' })
  await makeButton(page).click()
  await expect(exportButton(page)).toBeVisible({ timeout: 90_000 })
}

/** Moves over the map, row by row, until a point is under the pointer. */
async function hoverAnyPoint(page: Page, map: Locator): Promise<void> {
  const box = await map.boundingBox()
  if (!box) throw new Error('The map is not on the screen.')
  for (let i = 0; i < 400 && !(await page.getByRole('tooltip').isVisible()); i++)
    await page.mouse.move(
      box.x + box.width * (0.25 + (0.5 * (i % 40)) / 40),
      box.y + box.height * (0.2 + i / 800),
    )
}

test('neighbours of a result in the synthetic dataset, and the map', async ({ page, app }) => {
  test.skip(!shippedNetworks().includes(shipped), `${shipped} is not in models/`)
  await page.goto(app.url)
  await page.keyboard.press('d')
  await add(page, 'synthetic:?images=20&size=64&seed=1', 'Synthetic')
  await expect(selected(page)).toHaveText(/^[\d,]+ images$/, { timeout: 30_000 })
  await make(page, 'fc7')

  await test.step('the representations are computed where they are missing', async () => {
    await page.getByRole('link', { name: 'Neighbours' }).click()
    await expect(page.getByText(/at fc7 of .*: no representations are kept yet/)).toBeVisible()
    await look(page, 'neighbours-missing')
    await page.getByRole('button', { name: 'Layers fc7' }).click()
    await page.getByRole('combobox', { name: 'Search: Layers' }).fill('fc6')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Compute them' }).click()
  })

  await test.step('source, guide and adversary with their nearest, shared ones marked', async () => {
    for (const role of ['source', 'guide', 'adversary'])
      await expect(
        page.getByRole('list', { name: `Nearest to the ${role}` }).getByRole('button'),
      ).toHaveCount(10, {
        timeout: 60_000,
      })
    await expect(page.getByText(/guide and adversary share \d+ of 10/)).toBeVisible()
    await look(page, 'neighbours')
  })

  await test.step('both layers came in one pass', async () => {
    await chooseLayer(page, 'fc6')
    await expect(page.getByRole('list', { name: 'Nearest to the guide' }).getByRole('button')).toHaveCount(10)
    await page.getByRole('combobox', { name: 'Distance' }).selectOption('cosine')
    await expect(page.getByRole('complementary').getByText('cosine')).toBeVisible()
  })

  await test.step('within one class, how central the images are in it', async () => {
    await chooseFrom(page, 'Class', 'stripes')
    await expect(page.getByRole('heading', { name: 'Within stripes' })).toBeVisible()
    await expect(page.getByRole('complementary').getByText(/, rank [\d.]+ %/)).toHaveCount(3)
    await chooseFrom(page, 'Class', 'stripes')
    await expect(page.getByRole('button', { name: 'Class any' })).toBeVisible()
  })

  await test.step('the map, with the three points in it', async () => {
    await page.getByRole('button', { name: 'Make the map' }).click()
    const map = page.getByRole('group', { name: /^Map of \d+ images/ })
    await expect(map).toBeVisible({ timeout: 60_000 })
    await map.scrollIntoViewIfNeeded()
    await map.focus()
    await page.keyboard.press('+')
    await page.keyboard.press('0')
    await look(page, 'map')
    await expectAccessible(page, 'Neighbours and map')
    await hoverAnyPoint(page, map)
    await expect(page.getByRole('tooltip').getByRole('img')).toBeVisible()
  })

  await test.step('a neighbour is shown in its dataset, with its own neighbours', async () => {
    await page.getByRole('list', { name: 'Nearest to the guide' }).getByRole('button').first().press('Enter')
    await expect(page.getByRole('main', { name: 'Datasets' })).toBeVisible()
    await expect(selected(page)).toHaveText(/^1 of/)
    await expect(page.getByRole('list', { name: 'Nearest images' }).getByRole('button')).toHaveCount(6)
    await expectPictures(page)
    await look(page, 'detail')
    await page.getByRole('combobox', { name: 'Group by' }).selectOption('predicted class')
    // The first class of the network that any of the images was given.
    await expect(page.getByRole('grid').getByText('tench', { exact: true }).first()).toBeVisible()
  })
})
