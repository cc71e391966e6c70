import { describe, expect, it, onTestFinished } from 'vitest'
import { largeDataset } from '../../../../test/large-dataset.ts'
import { temporaryFolder } from '../../../../test/temporary.ts'
import { type DatasetQuery, datasetQuerySchema } from '../../../contract/dataset.ts'
import { Owner } from '../../workspace/owner.ts'
import { Workspace } from '../../workspace/workspace.ts'
import { Views } from './views.ts'

const setUp = () => {
  const workspace = new Workspace(temporaryFolder())
  onTestFinished(() => workspace.close())
  const views = new Views(workspace, { find: async () => undefined })
  const query = (asked: DatasetQuery) => views.query(datasetQuerySchema.parse(asked))
  return { workspace, views, query }
}

describe('views of many images', () => {
  const images = 45_000

  it('hold the same as what is filtered and sorted one by one', async () => {
    const { workspace, views, query } = setUp()
    const id = largeDataset(workspace, { images, classes: 300 })
    const index = workspace.datasets.index(id, workspace.datasets.get(id)?.current ?? '')
    const all = index.range(0, images)
    const at = async (asked: Omit<DatasetQuery, 'id'>) => {
      const { view, count } = await query({ id, ...asked })
      const found = views.indexes(view, 0, images) ?? []
      expect(found).toHaveLength(count)
      return found
    }
    const positions = (kept: typeof all) => kept.map(({ position }) => position)

    expect(await at({ filter: { text: '_777' } })).toEqual(
      positions(all.filter(({ name }) => name.includes('_777'))),
    )
    const named = ({ label, folder, name }: (typeof all)[number]) =>
      label === 299 || `${folder}/${name}`.includes('299')
    expect(await at({ filter: { text: 'CLASS 299' } })).toEqual(positions(all.filter(named)))
    const byName = all.toSorted((a, b) =>
      a.name < b.name ? -1 : a.name > b.name ? 1 : a.position - b.position,
    )
    expect(await at({ sort: { by: 'name' } })).toEqual(positions(byName))
    const byBytes = all.toSorted((a, b) => b.bytes - a.bytes || a.position - b.position)
    expect(await at({ sort: { by: 'bytes', descending: true } })).toEqual(positions(byBytes))
  })

  it('have rows at their end as at their start', async () => {
    const { workspace, views, query } = setUp()
    const id = largeDataset(workspace, { images, classes: 300 })
    const { view, groups } = await query({ id, group: 'label', sort: { by: 'index', descending: true } })
    expect(groups).toHaveLength(300)
    expect(groups[299]).toEqual({ value: 299, name: 'class 299', start: 44_850, count: 150 })
    const rows = views.rows(view, images - 2, 500)
    expect(rows?.map(({ index, label }) => [index, label])).toEqual([
      [44_851, 299],
      [44_850, 299],
    ])
    expect(views.rows(view, images, 10)).toEqual([])
    expect(views.rows('another', 0, 10)).toBeUndefined()
  })

  it('are forgotten when many others have been asked for since', async () => {
    const { workspace, views, query } = setUp()
    const id = largeDataset(workspace, { images: 100, classes: 50 })
    const { view } = await query({ id })
    for (let label = 0; label < 20; label++) await query({ id, filter: { labels: [label] } })
    expect(views.rows(view, 0, 1)).toBeUndefined()
    expect((await query({ id })).view).toBe(view)
    expect(views.rows(view, 0, 1)).toHaveLength(1)
  })
})

describe('a view of a dataset that is being indexed', () => {
  it('shows what has been found, and more when it is asked for again', async () => {
    const { workspace, views, query } = setUp()
    const { id } = workspace.datasets.add({ name: 'growing', kind: 'folder', path: '/', options: {} })
    expect(await query({ id })).toMatchObject({ count: 0 })
    const owner = new Owner(workspace.folder)
    onTestFinished(() => owner.release())
    const index = workspace.datasets.begin(id, owner.id)
    const unknown = {
      label: null,
      split: null,
      width: null,
      height: null,
      hash: null,
      columns: null,
      trouble: null,
    }
    const add = (position: number) =>
      index?.append(
        [{ folder: 0, path: '' }],
        [{ ...unknown, position, folder: 0, name: `${position}.png`, bytes: 1, modified: 1 }],
      )
    add(0)
    const first = await query({ id })
    add(1)
    const second = await query({ id })
    expect([first.count, second.count]).toEqual([1, 2])
    expect(views.rows(first.view, 0, 9)).toHaveLength(1)
    expect(views.rows(second.view, 0, 9)?.map(({ name }) => name)).toEqual(['0.png', '1.png'])
  })
})
