import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { largeDataset } from '../../../test/large-dataset.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { Owner } from './owner.ts'
import { Workspace } from './workspace.ts'

const open = (folder = temporaryFolder()) => {
  const workspace = new Workspace(folder)
  onTestFinished(() => workspace.close())
  return workspace
}
const folderOf = (name: string, path = `/images/${name}`) =>
  ({ name, path, kind: 'folder', options: {} }) as const

describe('datasets', () => {
  it('get ids of their names, which are taken once each', () => {
    const { datasets } = open()
    expect(datasets.add(folderOf('CIFAR-10')).id).toBe('cifar-10')
    expect(datasets.add(folderOf('Cifar 10!')).id).toBe('cifar-10-2')
    expect(datasets.add(folderOf('Forêt & Été')).id).toBe('foret-ete')
    expect(datasets.add(folderOf('猫')).id).toBe('dataset')
    expect(datasets.add(folderOf('x'.repeat(300))).id).toHaveLength(48)
    expect(
      datasets
        .list()
        .map(({ name }) => name)
        .slice(0, 2),
    ).toEqual(['CIFAR-10', 'Cifar 10!'])
  })

  it('are the same where path, kind and options are', () => {
    const { datasets } = open()
    const { id } = datasets.add(folderOf('pets', '/here'))
    expect(datasets.add(folderOf('animals', '/here')).id).toBe(id)
    expect(datasets.add({ ...folderOf('pets', '/here'), options: { labels: '/l' } }).id).toBe('pets-2')
  })

  it('are indexed by one process that is alive', () => {
    const workspace = open()
    const { id } = workspace.datasets.add(folderOf('pets'))
    const [one, two] = [new Owner(workspace.folder), new Owner(workspace.folder)]
    expect(workspace.datasets.wasBegun(id)).toBe(false)
    expect(workspace.datasets.begin(id, one.id)).toBeDefined()
    expect(workspace.datasets.begin(id, two.id)).toBeUndefined()
    one.release()
    expect(workspace.datasets.isBeingIndexed(id)).toBe(false)
    expect(workspace.datasets.begin(id, two.id)).toBeDefined()
    two.release()
    expect(workspace.datasets.begin('none', one.id)).toBeUndefined()
  })

  it('leave nothing behind when they are forgotten', () => {
    const workspace = open()
    const id = largeDataset(workspace, { images: 30, classes: 3 })
    expect(readdirSync(join(workspace.folder, 'datasets', id))).not.toEqual([])
    expect(workspace.datasets.remove(id)).toBe(true)
    expect(workspace.datasets.remove(id)).toBe(false)
    expect(existsSync(join(workspace.folder, 'datasets', id))).toBe(false)
  })

  it('whose index is damaged say so, and harm nothing else', () => {
    const folder = temporaryFolder()
    const first = new Workspace(folder)
    const id = largeDataset(first, { images: 20_000 })
    const key = first.datasets.get(id)?.current ?? ''
    first.close()
    const file = join(folder, 'datasets', id, `${key}.db`)
    const sound = readFileSync(file)
    for (const damage of [Buffer.from('not a database'), Buffer.from(sound).fill(7, 8192, 40_000)]) {
      writeFileSync(file, damage)
      const { datasets } = open(folder)
      expect(datasets.index(id, key).summary()).toMatchObject({ images: 0, hash: null })
      expect(datasets.get(id)).toMatchObject({
        current: null,
        error: 'The list of its images was damaged on the disk: refresh the dataset to make it again.',
      })
    }
  })
})

describe('an index', () => {
  it('tells of stretches, single images, and those that cannot be read', () => {
    const workspace = open()
    const id = largeDataset(workspace, { images: 1000, classes: 10 })
    const index = workspace.datasets.index(id, workspace.datasets.get(id)?.current ?? '')
    expect(index.summary()).toMatchObject({ images: 1000, measured: 1000 })
    expect(index.classes().map(({ count }) => count)).toEqual(new Array(10).fill(100))
    expect(index.range(998, 10).map(({ position }) => position)).toEqual([998, 999])
    expect(index.images([5, 1000, 3]).map(({ position }) => position)).toEqual([5, 3])
    expect(index.image(250)).toMatchObject({ folder: 'train/n10000002', label: 2, split: 0, hash: null })
    index.setTrouble(7, 'It is torn.')
    index.setHash(8, 'ab'.repeat(32))
    expect(index.unreadableCount()).toBe(1)
    expect(index.unreadable(0, 10)).toMatchObject([{ position: 7, trouble: 'It is torn.' }])
    expect(index.unreadable(1, 10)).toEqual([])
    expect(index.image(8)?.hash).toBe('ab'.repeat(32))
    index.truncate(8)
    expect(index.summary().images).toBe(8)
  })
})
