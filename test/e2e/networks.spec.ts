import { join } from 'node:path'
import { expectAccessible, look, selected } from './datasets/page.ts'
import { expect, test } from './fixtures.ts'

test.use({ viewport: { width: 1280, height: 800 } })

const tabs = ['Layers', 'Graph', 'Weights', 'Check on a dataset'] as const

test('a network’s page, tab by tab', async ({ page, app }) => {
  await page.goto(app.url)
  await page.getByRole('link', { name: 'Networks' }).click()
  await expect(page.getByRole('region', { name: 'Networks' })).toBeVisible()
  for (const name of tabs) {
    const tab = page.getByRole('tab', { name })
    await tab.click()
    await expect(tab).toHaveAttribute('aria-selected', 'true')
    await expect(page.getByText('Reading the network…')).toBeHidden()
    await expect(page.getByText('Laying the network out…')).toBeHidden()
    await look(page, `networks-${name.split(' ', 1)[0]?.toLowerCase()}`)
    await expectAccessible(page, `Networks, ${name}`)
  }
})

test('a long table of layers scrolls by itself, to the layer that is chosen', async ({ page, app }) => {
  await page.setViewportSize({ width: 1280, height: 480 })
  await page.goto(app.url)
  await page.getByRole('link', { name: 'Networks' }).click()
  const chosen = page.getByRole('row').filter({ hasText: 'chosen' })
  await expect(chosen).toBeInViewport({ ratio: 1 })
  await expect(chosen).toContainText('is fc7')
  const stage = page.getByRole('main')
  expect(await stage.evaluate((one) => one.scrollHeight - one.clientHeight)).toBe(0)
})

test('a Keras network is inspected, tried, imported and deleted', async ({ page, app }) => {
  await page.goto(app.url)
  await page.getByRole('link', { name: 'Networks' }).click()
  await page.getByRole('button', { name: 'Import…' }).click()
  const file = join(import.meta.dirname, '../corpus/keras/sequential.keras')
  await page.getByRole('textbox').first().fill(file)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'What the file says' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What it makes of sample photographs' })).toBeVisible()
  const trial = page.getByRole('region', { name: 'What it makes of sample photographs' })
  await expect(trial.getByRole('img').first()).toBeVisible({ timeout: 20_000 })
  await look(page, 'networks-import')
  await expectAccessible(page, 'Import a network')
  await page.getByRole('textbox', { name: 'Name in the workspace' }).fill('small')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const imported = page.getByRole('list', { name: /^Imported/ })
  await expect(imported.getByRole('button')).toHaveCount(1, { timeout: 20_000 })
  await page.getByRole('tab', { name: 'Graph' }).click()
  await expect(page.getByText('Laying the network out…')).toBeHidden()
  await look(page, 'networks-imported')
  await page.getByRole('button', { name: /^Delete/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Delete/ })
    .click()
  await expect(imported).toBeHidden()
})

test('the shipped network is checked on a dataset', async ({ page, app }) => {
  await page.goto(app.url)
  await page.getByRole('link', { name: 'Datasets' }).click()
  await page.getByRole('button', { name: 'Try the synthetic dataset' }).click()
  await expect(selected(page)).toHaveText(/^[\d,]+ images$/, { timeout: 30_000 })
  await page.getByRole('link', { name: 'Networks' }).click()
  await page.getByRole('tab', { name: 'Check on a dataset' }).click()
  const form = page.getByRole('region', { name: 'A new check' })
  await form.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(
    page.getByText(/^800 of 800 images were checked; .* Classes were matched by nothing/),
  ).toBeVisible({
    timeout: 90_000,
  })
  await look(page, 'networks-checked')
  await expectAccessible(page, 'Networks, a finished check')
})
