import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import {
  add,
  cells,
  chooseFrom,
  expectAccessible,
  expectPictures,
  grid,
  look,
  selected,
} from './datasets/page.ts'
import { expect, test } from './fixtures.ts'
import { plainPng } from './pair/files.ts'
import { makeButton } from './pair/page.ts'

test.use({ viewport: { width: 1280, height: 800 } })

test('from nothing: the synthetic dataset, browsed, filtered, selected and sent to Pair', async ({
  page,
  app,
}) => {
  await page.goto(app.url)
  await page.getByRole('link', { name: 'Datasets' }).click()
  await expect(page.getByRole('heading', { name: 'No datasets yet' })).toBeVisible()
  await look(page, 'empty')
  await expectAccessible(page, 'Datasets, empty')

  await test.step('what can be fetched is told, not fetched', async () => {
    await page.getByRole('button', { name: 'Fetch…' }).click()
    const offered = page.getByRole('list', { name: 'Datasets that can be fetched' })
    await expect(offered.getByRole('button', { name: /^Fetch Imagenette/ }).first()).toBeVisible()
    await expectAccessible(page, 'Fetch a dataset')
    await look(page, 'fetch')
    await page.keyboard.press('Escape')
  })

  await test.step('one click adds it', async () => {
    await page.getByRole('button', { name: 'Try the synthetic dataset' }).click()
    await expect(selected(page)).toHaveText(/^[\d,]+ images$/, { timeout: 30_000 })
    await expectPictures(page)
    await look(page, 'gallery')
  })

  await test.step('worked by keyboard', async () => {
    await grid(page).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(selected(page)).toHaveText(/^\d+ of [\d,]+ images selected$/)
    await page.keyboard.press('End')
    await expect(cells(page).last()).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Home')
    await expect(cells(page).first()).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Control+ArrowRight')
    await page.keyboard.press('Space')
    await expect(selected(page)).toHaveText(/^2 of/)
    await page.keyboard.press('Control+a')
    const all = (await selected(page).textContent()) ?? ''
    const [some, total] = all.match(/[\d,]+/g) ?? []
    expect(some).toBe(total)
    await page.keyboard.press('Escape')
    await expect(selected(page)).not.toContainText('selected')
  })

  await test.step('filtered by class and split', async () => {
    const heading = await grid(page).getByRole('row').first().textContent()
    const name =
      heading
        ?.trim()
        .split(/\s{2,}|\d/)[0]
        ?.trim() ?? ''
    const words = page.getByRole('searchbox', { name: 'Words in path or class' })
    await words.fill('no such words')
    await expect(page.getByText('No image of Synthetic matches the filters.')).toBeVisible()
    await page.getByRole('button', { name: 'Show all its images' }).click()
    await expect(words).toHaveValue('')
    await expect(selected(page)).toHaveText('800 images')
    await chooseFrom(page, 'Class', name)
    await chooseFrom(page, 'Split', 'val')
    await expect(selected(page)).toHaveText('20 images')
    await expect(cells(page).first()).toHaveAccessibleName(new RegExp(name))
    await page.getByRole('button', { name: 'Show all', exact: true }).click()
    await expect(selected(page)).not.toHaveText('20 images')
  })

  await test.step('sent to Pair', async () => {
    await cells(page).nth(2).click()
    await expect(page.getByRole('complementary').getByText('128 × 128 pixels')).toBeVisible()
    await page.getByRole('button', { name: /^Class / }).click()
    await expectAccessible(page, 'Datasets, one selected, a menu open')
    await page.keyboard.press('Escape')
    await grid(page).focus()
    await page.keyboard.press('s')
    await expect(page.getByText(/is the source\./)).toBeVisible()
    await page.keyboard.press('End')
    await expect(cells(page).last()).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('g')
    await expect(page.getByRole('heading', { name: 'Both images are chosen' })).toBeVisible()
    await expect(makeButton(page)).toBeEnabled()
  })
})

test('a folder’s selection becomes a list of pairs; what cannot be read is told', async ({
  page,
  app,
  workspace,
}) => {
  const folder = join(workspace, 'pictures')
  const colours = ['#aa3322', '#22aa33', '#3322aa', '#999999']
  for (const split of ['train', 'val']) {
    await mkdir(join(folder, split, 'plain'), { recursive: true })
    for (const [i, colour] of colours.entries())
      await writeFile(join(folder, split, 'plain', `${i}.png`), await plainPng(colour))
  }
  await writeFile(join(folder, 'train', 'plain', 'broken.png'), 'not a picture')
  await page.goto(app.url)
  await page.keyboard.press('d')

  await test.step('a path that is not there is refused in a sentence', async () => {
    await page.getByRole('button', { name: /^Add a folder/ }).click()
    await page.getByRole('textbox', { name: 'Folder or file' }).fill(join(folder, 'nowhere'))
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('nowhere')
    await expectAccessible(page, 'Add a dataset, refused')
    await page.keyboard.press('Escape')
  })
  await add(page, folder, 'Pictures')
  await expect(selected(page)).toHaveText('9 images', { timeout: 30_000 })

  await test.step('the unreadable one is listed with its reason', async () => {
    await page.getByRole('button', { name: /^1 unreadable file/ }).click({ timeout: 30_000 })
    await expect(page.getByRole('dialog').getByRole('cell', { name: 'train/plain/broken.png' })).toBeVisible()
    await expectAccessible(page, 'What could not be read')
    await page.keyboard.press('Escape')
  })

  await test.step('sources and guides make the table of guise make --pairs', async () => {
    await chooseFrom(page, 'Split', 'val')
    await expect(selected(page)).toHaveText('4 images')
    await cells(page).nth(0).click()
    await cells(page)
      .nth(1)
      .click({ modifiers: ['Shift'] })
    await page.getByRole('button', { name: 'Add to sources' }).click()
    await expect(page.getByText('2 images added to the pair list’s sources.')).toBeVisible()
    await cells(page).nth(2).click()
    await cells(page)
      .nth(3)
      .click({ modifiers: ['ControlOrMeta'] })
    await page.getByRole('button', { name: 'Add to guides' }).click()
    await page.getByRole('button', { name: /^Pair list \(2\)/ }).click()
    await page.getByRole('radio', { name: 'Each source with each guide' }).check()
    await look(page, 'pair-list')
    await expectAccessible(page, 'Pair list')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save pairs.csv' }).click(),
    ])
    const text = await (await download.createReadStream()).toArray()
    const rows: unknown[] = parse(Buffer.concat(text), { columns: true })
    expect(rows).toHaveLength(4)
    expect(rows[0]).toMatchObject({
      source: join(folder, 'val/plain/0.png'),
      guide: join(folder, 'val/plain/2.png'),
    })
    await page.keyboard.press('Escape')
  })

  await test.step('removed, the images stay', async () => {
    await page.getByRole('button', { name: 'Remove…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'No datasets yet' })).toBeVisible()
  })
})
