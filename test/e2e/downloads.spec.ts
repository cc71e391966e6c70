import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { z } from 'zod'
import { expect, test } from './fixtures.ts'

const pictures = join(import.meta.dirname, '../../artefacts/e2e/downloads')

// Nobody listens there, so that the journey is the same on every machine, on the net or not.
process.env.HTTPS_PROXY = 'http://127.0.0.1:9'

test('what can be fetched is told, and in a sentence why it cannot just now', async ({ page, app }) => {
  await mkdir(pictures, { recursive: true })
  await page.goto(app.url)
  await page.getByRole('link', { name: 'Datasets' }).click()
  await expect(page.getByRole('heading', { name: 'No datasets yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Fetch…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Fetch a dataset' })
  await expect(dialog.getByRole('listitem')).toHaveCount(5)
  await expect(dialog.getByText('342 MB')).toBeVisible()

  await dialog.getByRole('button', { name: 'Fetch MNIST' }).click()
  const sentence =
    /train-images-idx3-ubyte\.gz could not be fetched: .* refused the connection\. Try again later/
  await expect(dialog.getByRole('alert')).toHaveText(sentence)
  await page.screenshot({ path: join(pictures, 'refused.png') })

  // A mirror without the files, answering every request with a page of its own.
  const mirror = createServer((_, response) => response.end('Please log in.')).listen(0, '127.0.0.1')
  await once(mirror, 'listening')
  const { port } = z.object({ port: z.int() }).parse(mirror.address())
  await dialog.getByText('From a mirror').click()
  await dialog.getByRole('textbox', { name: 'Its address' }).fill(`http://127.0.0.1:${port}/mnist`)
  await dialog.getByRole('button', { name: 'Fetch MNIST' }).click()
  await expect(dialog.getByRole('alert')).toHaveText(
    / is 14 bytes long and not 9912422, so it is not what was published/,
  )
  await page.screenshot({ path: join(pictures, 'mirror.png') })
  mirror.close()

  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Jobs/ }).click()
  const job = page.getByRole('region', { name: 'List of jobs' }).getByRole('listitem').first()
  await expect(job).toContainText('Fetch the dataset mnist')
  await expect(job).toContainText('is not what was published')
  await page.screenshot({ path: join(pictures, 'jobs.png') })
})
