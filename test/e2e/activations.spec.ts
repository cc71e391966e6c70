import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { shippedNetworks } from '../../src/main/network/open.ts'
import { diverging, viridis } from '../../src/renderer/charts/colour-scale.ts'
import type { App } from './app.ts'
import { expect, test } from './fixtures.ts'
import { chooseLayer, makeButton } from './pair/page.ts'

test.use({ viewport: { width: 1440, height: 900 } })

const shipped = 'guisenet'

/** From nothing to the activations of an adversary made for fc7. */
async function lookInside(page: Page, app: App): Promise<void> {
  await page.goto(app.url)
  await page.getByRole('button', { name: 'Try it' }).click()
  await chooseLayer(page, 'fc7')
  await page.getByRole('combobox', { name: 'Solver' }).selectOption({ label: 'fast, quick · 100' })
  await makeButton(page).click()
  await page.getByRole('link', { name: 'Look inside' }).click({ timeout: 90_000 })
}

async function patternsAt(page: Page, layer: string): Promise<Locator> {
  await page.getByRole('combobox', { name: 'Layer whose activations are shown' }).selectOption(layer)
  const patterns = page.getByRole('region', { name: `Activation patterns at ${layer}` })
  await expect(patterns).toBeVisible()
  await patterns.evaluate((element) => element.scrollIntoView())
  return patterns
}

const range = (patterns: Locator) =>
  Promise.all(['first', 'last'].map((end) => patterns.getByTitle(`The ${end} position`).inputValue()))

/** Opaque pixels of a canvas, each once. */
const colours = (canvas: Locator) =>
  canvas.evaluate((element) => {
    if (!('getContext' in element)) return []
    const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data
    return [...new Set(new Uint32Array(pixels?.buffer ?? new ArrayBuffer(0)))].filter((pixel) => pixel !== 0)
  })

test('units and maps, by pointer and by keyboard', async ({ page, app }) => {
  test.skip(!shippedNetworks().includes(shipped), `${shipped} is not in models/`)
  await lookInside(page, app)

  await test.step('a row of units is walked through, and a range drawn, by keyboard', async () => {
    const patterns = await patternsAt(page, 'fc7')
    await patterns.getByLabel('Order').selectOption({ label: 'by activity in Source' })
    await patterns.getByRole('group', { name: /^All units/ }).focus()
    await page.keyboard.press('ArrowRight')
    await expect(patterns.getByRole('status')).toHaveText(
      /^Unit \d+: Source [\d.]+, rank 1; Guide .*, rank \d+; /,
    )
    for (let times = 0; times < 9; times++) await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Enter')
    await expect.poll(() => range(patterns)).toEqual(['0', '9'])
    await page.keyboard.press('PageDown')
    await expect.poll(() => range(patterns)).toEqual(['10', '19'])
    await page.keyboard.press('Escape')
    await expect.poll(() => range(patterns)).toEqual(['0', '319'])
  })

  await test.step('a range is drawn with the pointer', async () => {
    const patterns = await patternsAt(page, 'fc7')
    const box = await patterns.getByRole('group', { name: /^All units/ }).boundingBox()
    if (!box) throw new Error('The units are not on the page.')
    await page.mouse.move(box.x + 0.25 * box.width, box.y + 20)
    await expect(page.getByText('rank of 320')).toBeVisible()
    await page.mouse.down()
    await page.mouse.move(box.x + 0.5 * box.width, box.y + 60, { steps: 4 })
    await page.mouse.up()
    await expect(patterns.getByRole('button', { name: 'All', exact: true })).toBeEnabled()
    const [first = 0, last = 0] = (await range(patterns)).map(Number)
    expect(first / 320).toBeCloseTo(0.25, 1)
    expect(last / 320).toBeCloseTo(0.5, 1)
  })

  await test.step('a unit that changed is looked at, with the images that activate it', async () => {
    const patterns = await patternsAt(page, 'fc7')
    const first = patterns.getByRole('group', { name: 'Most changed units' }).getByRole('button').first()
    await first.click()
    await expect(first).toHaveAttribute('aria-pressed', 'true')
    const unit = await first.textContent()
    const strongest = patterns.getByRole('region', { name: 'Strongest images' })
    await expect(strongest.getByRole('heading')).toHaveText(`Images that activate Unit ${unit?.trim()} most`)
    await expect(strongest.getByRole('listitem').first()).toBeVisible({ timeout: 60_000 })
  })

  await test.step('maps are drawn in the scales’ own colours, none between', async () => {
    const patterns = await patternsAt(page, 'conv3')
    const maps = patterns.getByRole('group', { name: /^Maps of the channels/ })
    const known = new Set([...viridis.pixels, ...diverging(false).pixels])
    await expect.poll(async () => (await colours(maps.locator('canvas'))).length).toBeGreaterThan(50)
    expect((await colours(maps.locator('canvas'))).filter((colour) => !known.has(colour))).toEqual([])
    await maps.focus()
    await page.keyboard.press('End')
    await expect(patterns.getByRole('status')).toHaveText(/^Channel 191, row 0, column 0: Source /)
    await page.screenshot({
      path: join(import.meta.dirname, '../../artefacts/e2e/internals/maps-by-keyboard.png'),
    })
  })
})
