import type { Page } from '@playwright/test'
import type { App } from './app.ts'
import { expect, test } from './fixtures.ts'
import { drop, paste, plainPng } from './pair/files.ts'
import { exportButton, makeButton, picture } from './pair/page.ts'

test.use({ science: 'stand-in', viewport: { width: 1280, height: 800 } })

async function chosen(page: Page, app: App): Promise<void> {
  await page.goto(app.url)
  await page.getByRole('button', { name: 'Try it' }).click()
  await expect(makeButton(page)).toBeEnabled()
}

async function made(page: Page, app: App): Promise<void> {
  await chosen(page, app)
  await page.getByRole('combobox', { name: 'Solver' }).selectOption({ label: 'fast, quick · 100' })
  await makeButton(page).click()
  await expect(exportButton(page)).toBeVisible()
}

const images = (page: Page) => page.getByRole('main').getByRole('group').locator('img')

test('cancels at once', async ({ page, app }) => {
  await chosen(page, app)
  await page.getByRole('combobox', { name: 'Solver' }).selectOption({ label: 'L-BFGS-B · 500' })
  await makeButton(page).click()
  await expect(page.getByText(/\d+ of 500 evaluations/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).first().click()
  await expect(page.getByText(/Cancelled after \d+ evaluations/)).toBeVisible()
  await expect(makeButton(page)).toBeEnabled()
  await page.getByRole('link', { name: 'Results' }).click()
  await expect(page.getByText('No results yet')).toBeVisible()
})

test('shows that the engine stopped, and goes on by itself', async ({ page, app }) => {
  await chosen(page, app)
  await makeButton(page).click()
  await expect(page.getByText(/\d+ of 200 evaluations/).first()).toBeVisible()
  const pid = await app.enginePid()
  if (pid === null) throw new Error('The engine does not run.')
  process.kill(pid, 'SIGKILL')
  await expect(page.getByText(/The engine ended unexpectedly/)).toBeVisible()
  await picture(page, 'engine-stopped')
  await expect(page.getByText(/The engine ended unexpectedly/)).toBeHidden({ timeout: 10_000 })
  await expect(exportButton(page)).toBeVisible({ timeout: 30_000 })
})

test('zooms and moves all images together, never smoothed', async ({ page, app }) => {
  await made(page, app)
  await expect(images(page)).toHaveCount(4)
  const widths = () =>
    images(page).evaluateAll((all) => all.map((image) => image.getBoundingClientRect().width))
  const places = () =>
    images(page).evaluateAll((all) => new Set(all.map((image) => image.style.transform)).size)
  await expect.poll(widths).toEqual([224, 224, 224, 224])

  await page.getByRole('group', { name: /^Source: zoom/ }).hover()
  await page.mouse.wheel(0, -240)
  await expect.poll(widths).toEqual([448, 448, 448, 448])
  await page.mouse.down()
  await page.mouse.move(300, 300)
  await page.mouse.up()
  expect(await places()).toBe(1)
  for (const image of await images(page).all()) await expect(image).toHaveCSS('image-rendering', 'pixelated')

  await page.keyboard.press('1')
  await expect.poll(widths).toEqual([112, 112, 112, 112])
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await expect.poll(widths).toEqual([336, 336, 336, 336])
  await page.keyboard.press('0')
  await expect.poll(widths).toEqual([224, 224, 224, 224])
})

test('compares source and adversary by blinking and with a slider', async ({ page, app }) => {
  await made(page, app)
  await page.keyboard.press('b')
  await expect(page.getByRole('button', { name: 'Show the source' })).toBeVisible()
  await page.keyboard.press('b')
  await expect(page.getByRole('button', { name: 'Show the adversary' })).toBeVisible()
  await expect(page.getByRole('img', { name: 'Source', exact: true })).toBeVisible()
  await page.keyboard.press('s')
  const slider = page.getByRole('slider', { name: /shows the source/ })
  await slider.press('Home')
  await expect(slider).toHaveValue('0')
  await picture(page, 'slider')
  await page.getByRole('button', { name: 'Row' }).click()
  await expect(images(page)).toHaveCount(4)
})

test('takes images from disk, by paste and by drop', async ({ page, app }) => {
  await page.goto(app.url)
  await page.getByRole('button', { name: /Choose the source/ }).click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'From disk…' }).click(),
  ])
  await chooser.setFiles({ name: 'mine.png', mimeType: 'image/png', buffer: await plainPng('#334455') })
  await expect(page.getByRole('img', { name: 'source: mine.png' })).toBeVisible()

  await paste(page, 'pasted.png', await plainPng('#998877'))
  await expect(page.getByRole('img', { name: 'guide: pasted.png' })).toBeVisible()

  await drop(page.getByRole('region', { name: 'source' }), 'dropped.png', await plainPng('#117744'))
  await expect(page.getByRole('img', { name: 'source: dropped.png' })).toBeVisible()
  await page.keyboard.press('x')
  await expect(page.getByRole('img', { name: 'guide: dropped.png' })).toBeVisible()
})

test('is worked by keyboard alone', async ({ page, app }) => {
  await page.goto(app.url)
  const samples = page.getByRole('list', { name: 'Sample photographs' }).getByRole('button')
  await samples.first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(samples.nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await expect(exportButton(page)).toBeVisible()
  await page.keyboard.press('r')
  const result = page.getByRole('link', { name: / towards / })
  await result.focus()
  await page.keyboard.press('Delete')
  const question = page.getByRole('dialog', { name: 'Delete this result?' })
  await expect(question.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No results yet')).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})
