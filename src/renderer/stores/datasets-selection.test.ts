import { beforeEach, expect, it, vi } from 'vitest'
import { setUpStores } from '../testing/setup-stores.ts'
import { useDatasets } from './datasets.ts'
import { useGallery } from './datasets-gallery.ts'
import { useGallerySelection } from './datasets-selection.ts'

beforeEach(() => setUpStores())

async function selecting() {
  const gallery = useGallery()
  const selection = useGallerySelection()
  await useDatasets().load()
  await vi.waitFor(() => expect(gallery.view).not.toBeNull())
  return { gallery, selection }
}

const indexes = async (selection: ReturnType<typeof useGallerySelection>, limit = 1000) =>
  (await selection.images(limit)).map(({ index }) => index)

it('selects one, further ones, and from the anchor on', async () => {
  const { selection } = await selecting()
  selection.pick(5, 'only')
  selection.pick(9, 'toggle')
  expect(await indexes(selection)).toEqual([5, 9])
  selection.pick(7, 'range')
  expect(await indexes(selection)).toEqual([7, 8, 9])
  selection.pick(11, 'range')
  expect(await indexes(selection)).toEqual([9, 10, 11])
  selection.pick(10, 'toggle')
  expect(await indexes(selection)).toEqual([9, 11])
  expect([selection.count, selection.active]).toEqual([2, 10])
})

it('selects all that is filtered, and a class more', async () => {
  const { gallery, selection } = await selecting()
  gallery.filter = { ...gallery.filter, labels: [1, 3] }
  await vi.waitFor(() => expect(gallery.view?.count).toBe(20))
  selection.all()
  expect(selection.count).toBe(20)
  expect(await indexes(selection, 12)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 30, 31])
  selection.clear()
  selection.stretch(10, 20)
  expect(await indexes(selection)).toEqual([30, 31, 32, 33, 34, 35, 36, 37, 38, 39])
})

it('starts anew with another view', async () => {
  const { gallery, selection } = await selecting()
  selection.pick(5, 'only')
  gallery.filter = { ...gallery.filter, text: 'class 1' }
  await vi.waitFor(() => expect(selection.count).toBe(0))
  expect(selection.active).toBe(0)
})

it('finds an image by its index, and shows it where a filter hides it', async () => {
  const { gallery, selection } = await selecting()
  await selection.find(25)
  expect(selection.active).toBe(25)
  gallery.filter = { ...gallery.filter, labels: [1] }
  await vi.waitFor(() => expect(gallery.view?.count).toBe(10))
  await selection.find(13)
  expect([selection.active, gallery.filtered]).toEqual([3, true])
  await selection.find(31)
  expect([selection.active, gallery.filtered, selection.count]).toEqual([31, false, 1])
})
