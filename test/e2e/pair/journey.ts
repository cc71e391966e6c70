import type { Page } from '@playwright/test'
import { reportSchema } from '../../../src/contract/measures.ts'
import { expect } from '../fixtures.ts'
import { remeasure } from './measure.ts'
import { chooseLayer, exportButton, makeButton, picture, shownNumber } from './page.ts'

export interface Choice {
  /** What names the network on the command line. */
  readonly network: string
  readonly layer: string
  /** What the screenshots are called. */
  readonly name: string
}

/** The files of an export by name, however the host hands them out. */
export type Exported = Readonly<Record<string, Uint8Array>>

const pair = { source: 'French Alpine Landscape', guide: 'Allium oreophilum' }
const delta = 8

/** From an empty stage, with the network chosen, to a result; answers the ratio shown for its 8-bit pixels. */
export async function makeOne(page: Page, { layer, name }: Choice): Promise<number> {
  await page.getByRole('button', { name: 'Try it' }).click()
  await expect(page.getByRole('img', { name: `source: ${pair.source}` })).toBeVisible()
  await chooseLayer(page, layer)
  await page.getByRole('spinbutton', { name: 'Delta' }).fill(String(delta))
  await page.getByRole('combobox', { name: 'Solver' }).selectOption({ label: 'fast, quick · 100' })
  await makeButton(page).click()
  await expect(page.getByRole('img', { name: /^Distance ratio against evaluations: / })).toBeVisible()
  await picture(page, `${name}-running`)
  await expect(exportButton(page)).toBeVisible({ timeout: 90_000 })
  await expect(page.getByText(/made by fast in \d+ of 100 evaluations/)).toBeVisible()
  await picture(page, `${name}-result`)
  return shownNumber(page, 'Ratio, 8-bit')
}

/** Measures what was exported again and compares it with what the page shows. */
export async function expectTrue(page: Page, files: Exported, { network, layer }: Choice): Promise<void> {
  const expected = ['adversary.npy', 'adversary.png', 'difference.png', 'report.json']
  expect(Object.keys(files).toSorted()).toEqual(expected)
  const again = await remeasure(Buffer.from(files['adversary.png'] ?? []), { ...pair, network, layer })
  const ratio = await shownNumber(page, 'Ratio, 8-bit')
  expect(again.maxChange).toBeLessThanOrEqual(delta)
  expect(again.maxChange).toBe(await shownNumber(page, 'Largest change, 8-bit'))
  expect(Math.abs(again.ratio / ratio - 1)).toBeLessThan(1e-4)
  expect(again.ratio).toBeLessThan(1)
  const report = reportSchema.parse(JSON.parse(Buffer.from(files['report.json'] ?? []).toString('utf8')))
  expect(report.eightBit.ratio).toBe(ratio)
}

/** Opens the one stored result from the list, as after a restart. */
export async function expectReopened(page: Page, ratio: number): Promise<void> {
  await page.getByRole('link', { name: 'Results' }).click()
  await page.getByRole('link', { name: `${pair.source} towards ${pair.guide}` }).click()
  await expect(exportButton(page)).toBeVisible()
  expect(await shownNumber(page, 'Ratio, 8-bit')).toBe(ratio)
}
