import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './fixtures.ts'

test.use({ science: 'stand-in' })

/** A page of another program on this machine: the same host, so the user's cookie goes with what it asks. */
async function otherSite(): Promise<{ url: string; close: () => void }> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>elsewhere</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}

test('another site in the same browser gets nothing, with the user’s cookie or without', async ({
  app,
  page,
  context,
}) => {
  await page.goto(app.url)
  const samples = page.waitForResponse(/\/thumbnail\//)
  await page.getByRole('button', { name: 'Try it' }).click()
  const thumbnail = (await samples).url()

  const site = await otherSite()
  const foreign = await context.newPage()
  await foreign.goto(site.url)
  const event = (element: string): string =>
    `await new Promise((resolve, reject) => Object.assign(${element}, { onload: resolve, onopen: resolve, onerror: reject }))`
  const attempts = [
    "await fetch('ORIGIN/status', { credentials: 'include' })",
    "await fetch('ORIGIN/upload?name=x', { method: 'POST', body: 'bytes', credentials: 'include' })",
    event("new Image(), { src: 'PICTURE' }"),
    event("new WebSocket('ORIGIN/rpc'.replace('http', 'ws'))"),
  ].map((script) => script.replace('ORIGIN', app.origin).replace('PICTURE', thumbnail))
  for (const script of attempts) {
    const ended = `(async () => { ${script} })().then(() => 'reached', () => 'refused')`
    expect(await page.evaluate(ended), script).toBe('reached')
    expect(await foreign.evaluate(ended), script).toBe('refused')
  }

  // The page cannot be framed, nor read through a window.
  await foreign.evaluate(
    `document.body.append(Object.assign(document.createElement('iframe'), { src: '${app.origin}/' }))`,
  )
  await expect
    .poll(() => foreign.frames().map((frame) => frame.url()))
    .toContainEqual(expect.stringMatching(/^chrome-error:/))
  site.close()
})

test('a browser without the token is told where to find it', async ({ app, page }) => {
  const answer = await page.goto(app.origin)
  expect(answer?.status()).toBe(401)
  await expect(page.locator('body')).toContainText('Open the address that was printed when Guise started')
})
