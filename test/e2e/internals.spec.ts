import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { shippedNetworks } from '../../src/main/network/open.ts'
import { expect, test } from './fixtures.ts'
import { artefact, expectAccessible, inverted, look, saved } from './internals/page.ts'
import { chooseLayer, makeButton } from './pair/page.ts'

test.use({ viewport: { width: 1280, height: 800 } })

const shipped = 'guisenet'

/** From two sample photographs to an adversary of the shipped network in the Pair view. */
async function make(page: Page, layer: string): Promise<void> {
  await page.getByRole('button', { name: 'Try it' }).click()
  await chooseLayer(page, layer)
  await page.getByRole('combobox', { name: 'Solver' }).selectOption({ label: 'fast, quick · 100' })
  await makeButton(page).click()
  await expect(page.getByRole('link', { name: 'Look inside' })).toBeVisible({ timeout: 90_000 })
}

test('from a finished adversary to its inversions, its activations and its walk', async ({ page, app }) => {
  test.skip(!shippedNetworks().includes(shipped), `${shipped} is not in models/`)
  // A minute where nothing else runs.
  test.setTimeout(300_000)
  await page.goto(app.url)
  await page.getByRole('link', { name: 'Internals' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing to look into yet' })).toBeVisible()
  await look(page, 'empty')
  await expectAccessible(page, 'empty')
  await page.getByRole('link', { name: 'Make one in the Pair view' }).click()
  await make(page, 'fc7')
  await page.getByRole('link', { name: 'Look inside' }).click()

  await test.step('inversions, made as they come into view', async () => {
    await expect(inverted(page, 'conv1')).toHaveCount(3, { timeout: 60_000 })
    await expect(
      page.getByRole('button', { name: 'copy Error of Adversary, inverted from conv1' }),
    ).toBeVisible()
    await look(page, 'inversions')
  })

  await test.step('activations of units and of maps', async () => {
    const layer = page.getByRole('combobox', { name: 'Layer whose activations are shown' })
    await expect(layer).toHaveValue('fc7')
    await layer.evaluate((field) => field.scrollIntoView())
    await expect(page.getByRole('region', { name: 'Activation patterns at fc7' })).toBeVisible()
    await look(page, 'units')
    await layer.selectOption('conv3')
    await expect(page.getByRole('region', { name: 'Activation patterns at conv3' })).toBeVisible()
    await look(page, 'maps')
    await expect(page).toHaveURL(/layer=conv3/)
  })

  await test.step('the walk', async () => {
    const chart = page.getByRole('img', { name: /^Distances to source and guide at each layer/ })
    await chart.scrollIntoViewIfNeeded()
    await expect(chart).toHaveAccessibleName(/Adversary is nearer the guide from \S+ on/)
    await look(page, 'walk')
    await expectAccessible(page, 'full')
  })

  await test.step('a what-if, made anew while it is watched', async () => {
    await page.getByRole('button', { name: 'Inversions', exact: true }).click()
    await page.getByRole('slider', { name: 'Delta' }).fill('20')
    await expect(page.getByRole('img', { name: 'What if, as the network takes it' })).toBeVisible({
      timeout: 30_000,
    })
    await page.screenshot({ path: artefact('what-if-forming.png') })
    await expect(page.getByText('Made, and kept among the results.')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('rowheader', { name: 'What if' }).last()).toBeVisible()
    await page.getByRole('button', { name: 'Put beside the others' }).click()
    await expect(page.getByText('Adversary δ 20').first()).toBeAttached()
    await look(page, 'what-if')
  })

  await test.step('saved as a figure and as a page of its own', async () => {
    await page.keyboard.press('e')
    await look(page, 'save')
    const figure = await sharp(await saved(page, 'Figure (.png)', 'figure.png')).metadata()
    expect(figure.width).toBeGreaterThan(700)
    const svg = await saved(page, 'Figure (.svg)', 'figure.svg')
    expect((await sharp(svg).metadata()).width).toBe(figure.width)
    const html = await saved(page, 'Report (.html)', 'report.html')
    expect(html.toString()).toMatch(/^<!doctype html>/)
    expect(html.toString()).not.toContain('<script')
    await page.keyboard.press('Escape')
  })

  await test.step('the address keeps it all', async () => {
    const address = page.url()
    await page.reload()
    await expect(page.getByRole('region', { name: 'Activation patterns at conv3' })).toBeVisible()
    expect(page.url()).toBe(address)
  })
})

test('a report is read without the app, a network or scripts', async ({ browser }) => {
  const report = await readFile(artefact('report.html')).catch(() => null)
  test.skip(report === null, 'No report was saved before.')
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true })
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`file://${artefact('report.html')}`)
  await expect(page.getByRole('heading', { name: 'Representation walk' })).toBeVisible()
  await page.screenshot({ path: artefact('report.png'), fullPage: true })
  expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([`file://${artefact('report.html')}`])
  await context.close()
})
