import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { datasetOf } from '../testing/dataset-samples.ts'
import type { FakeEngine } from '../testing/fake-engine.ts'
import { featureSetOf } from '../testing/fake-features.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { useDatasets } from './datasets.ts'
import { useGallery } from './datasets-gallery.ts'
import { useFeatureSets } from './neighbours-sets.ts'
import { useNetworks } from './networks.ts'
import { useNotices } from './notices.ts'

let engine: FakeEngine
beforeEach(() => {
  engine = setUpStores()
})

async function shown() {
  const gallery = useGallery()
  await useDatasets().load()
  await vi.waitFor(() => expect(gallery.view).not.toBeNull())
  return gallery
}

async function read(gallery: ReturnType<typeof useGallery>, position: number): Promise<string | undefined> {
  gallery.want(position, position + 1)
  await vi.waitFor(() => expect(gallery.at(position)).toBeDefined())
  return gallery.at(position)?.name
}

describe('the gallery', () => {
  it('shows the current dataset by class, and reads what is wanted', async () => {
    const gallery = await shown()
    expect(gallery.view).toMatchObject({ count: 40, query: { id: 'first', group: 'label' } })
    expect(gallery.view?.groups.map(({ start }) => start)).toEqual([0, 10, 20, 30])
    expect(gallery.at(12)).toBeUndefined()
    expect(await read(gallery, 12)).toBe('image-12.png')
  })

  it('filters, and forgets the filter with the dataset', async () => {
    const gallery = await shown()
    gallery.filter = { ...gallery.filter, labels: [2], splits: ['val'] }
    await vi.waitFor(() => expect(gallery.view?.count).toBe(5))
    expect(await read(gallery, 0)).toBe('image-21.png')
    expect(gallery.filtered).toBe(true)
    useDatasets().choose('second')
    await vi.waitFor(() => expect(gallery.view?.query.id).toBe('second'))
    await vi.waitFor(() => expect(gallery.view?.count).toBe(20))
    expect(gallery.filtered).toBe(false)
  })

  it('sorts the other way round', async () => {
    const gallery = await shown()
    gallery.order = { by: 'index', descending: true, group: 'none' }
    await vi.waitFor(() => expect(gallery.view?.query.group).toBe('none'))
    expect(await read(gallery, 0)).toBe('image-39.png')
  })

  it('asks anew for a view that the engine has forgotten', async () => {
    const gallery = await shown()
    engine.datasets.forget()
    expect(await read(gallery, 30)).toBe('image-30.png')
    expect(useNotices().notices).toEqual([])
  })

  it('shows what an index has grown to, but not each image that is found', async () => {
    engine.datasets.list = [{ ...datasetOf('first', 10), state: 'indexing', hash: null }]
    const gallery = await shown()
    const grown = async (images: number) => {
      engine.datasets.list = [{ ...datasetOf('first', images), state: 'indexing', hash: null }]
      await useDatasets().load()
      await nextTick()
      await gallery.settled()
    }
    await grown(12)
    expect(gallery.view?.count).toBe(10)
    await grown(30)
    expect(gallery.view?.count).toBe(30)
    engine.datasets.list = [datasetOf('first', 31)]
    await useDatasets().load()
    await vi.waitFor(() => expect(gallery.view?.count).toBe(31))
  })

  it('asks anew once a network’s predictions are kept', async () => {
    const gallery = await shown()
    await useNetworks().load()
    await vi.waitFor(() => expect(gallery.view?.predictions).toBe(0))
    for (const done of [10, 40]) {
      engine.datasets.predictions = done
      engine.features.list = [
        featureSetOf('first', 'fc7', { state: done < 40 ? 'partial' : 'complete', done }),
      ]
      await useFeatureSets().load()
      await vi.waitFor(() => expect(gallery.view?.predictions).toBe(done))
    }
  })

  it('is empty without datasets', async () => {
    engine.datasets.list = []
    const gallery = useGallery()
    await useDatasets().load()
    await gallery.settled()
    expect(gallery.view).toBeNull()
  })
})
