import { expect, test } from './fixtures.ts'

test.use({ science: 'stand-in' })

test('the start address opens the page and leaves no token in it', async ({ app, page }) => {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  await page.goto(app.url)
  await expect(page).toHaveTitle(/Guise/)
  expect(page.url()).not.toContain('token')
  const policed = await page.evaluate(() => fetch('/status').then((answer) => answer.json()))
  expect(policed).toMatchObject({ engine: expect.stringMatching(/starting|ready/) })
  // The policy forbids nothing that the page itself does.
  expect(problems).toEqual([])
})
