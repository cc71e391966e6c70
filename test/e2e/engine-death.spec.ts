import { expect, test } from './fixtures.ts'
import { exportButton, makeButton } from './pair/page.ts'

test('the engine killed at work comes back, and its job and the results before it with it', async ({
  app,
  page,
}) => {
  await page.goto(app.url)
  await page.getByRole('button', { name: 'Try it' }).click()
  const solver = page.getByRole('combobox', { name: 'Solver' })
  await solver.selectOption({ label: 'fast, quick · 100' })
  await page.getByRole('spinbutton', { name: 'Delta' }).fill('6')
  await makeButton(page).click()
  await expect(exportButton(page)).toBeVisible({ timeout: 90_000 })

  await page.getByRole('spinbutton', { name: 'Delta' }).fill('9')
  await makeButton(page).click()
  await expect(page.getByText(/\d\d of 100 evaluations/).first()).toBeVisible({ timeout: 60_000 })
  const pid = await app.enginePid()
  if (pid === null) throw new Error('The engine does not run.')
  process.kill(pid, 'SIGKILL')

  const message = page.getByText(/The engine ended unexpectedly/)
  await expect(message).toBeVisible()
  await expect(message).toBeHidden({ timeout: 15_000 })
  expect(await app.enginePid()).not.toBe(pid)
  await expect(page.getByText(/made by fast in \d+ of 100 evaluations/)).toBeVisible({ timeout: 90_000 })

  await page.getByRole('link', { name: 'Results' }).click()
  await expect(page.getByRole('link', { name: /^French Alpine Landscape towards/ })).toHaveCount(2)
})
