import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { spawnInTest } from '../../../test/child.ts'
import { dataPath, hasData } from '../../../test/data.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { writeFiles } from '../dataset/source/fixtures.ts'
import { Workspace } from '../workspace/workspace.ts'
import { addDataset } from './add.ts'
import { indexDataset } from './index-dataset.ts'
import { openDataset } from './open.ts'
import { datasetDetail } from './summary.ts'

const open = (folder = temporaryFolder()) => {
  const workspace = new Workspace(folder)
  onTestFinished(() => workspace.close())
  const summary = (id: string) => {
    const record = workspace.datasets.get(id)
    if (record === undefined) throw new Error('It is gone.')
    return datasetDetail(workspace, record)
  }
  const images = (id: string) => {
    const record = workspace.datasets.get(id)
    return workspace.datasets.index(id, record?.current ?? '').range(0, 1000)
  }
  const indexed = async (path: string) => {
    const { id } = await addDataset(workspace, { path })
    await indexDataset(workspace, id)
    return summary(id)
  }
  return { workspace, summary, images, indexed }
}

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#391' } })
    .png()
    .toBuffer()

const pets = async () =>
  writeFiles(temporaryFolder(), { 'cat/a.png': await picture(4, 3), 'dog/b.png': await picture(6, 5) })

/** Ten thousand images in five batches. */
const many = 'synthetic:?images=1250&size=16'

describe('indexDataset', () => {
  it('finds every image, its size, and what is wrong with it', async () => {
    const { indexed, images } = open()
    const folder = await pets()
    writeFiles(folder, {
      'cat/empty.png': '',
      'dog/text.jpg': 'not a picture',
      'dog/cut.png': (await picture(9, 9)).subarray(0, 20),
    })
    const rotated = await sharp(await picture(8, 2))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    writeFiles(folder, { 'dog/turned.jpg': rotated })
    const found = await indexed(folder)
    expect(found).toMatchObject({ state: 'ready', images: 6, measured: 6, unreadable: 3 })
    expect(
      images(found.id).map(({ name, width, height, trouble }) => [name, width, height, trouble]),
    ).toEqual([
      ['a.png', 4, 3, null],
      ['empty.png', null, null, 'It is empty.'],
      ['b.png', 6, 5, null],
      ['cut.png', null, null, expect.stringMatching(/^The image cut\.png is damaged or cut short/)],
      ['text.jpg', null, null, expect.stringMatching(/^The image text\.jpg is not an image/)],
      ['turned.jpg', 2, 8, null],
    ])
  })

  it('lists a table’s missing files with the reason', async () => {
    const { indexed, images } = open()
    const folder = await pets()
    writeFiles(folder, { 'list.csv': 'path,label,mood\ncat/a.png,cat,calm\ngone.png,cat,sad\ncat,dog,odd\n' })
    const found = await indexed(join(folder, 'list.csv'))
    expect(found).toMatchObject({ columns: ['mood'], images: 3, unreadable: 2 })
    expect(images(found.id).map(({ columns, trouble }) => [columns, trouble])).toEqual([
      [['calm'], null],
      [['sad'], 'It is not there.'],
      [['odd'], 'It is not a file.'],
    ])
  })

  it('goes on where it was stopped, and ends as if it had not been', async () => {
    const whole = await open().indexed(many)
    const { workspace, summary } = open()
    const { id } = await addDataset(workspace, { path: many })
    const stop = new AbortController()
    const onProgress = ({ done }: { done: number }) => done >= 4000 && stop.abort()
    await expect(indexDataset(workspace, id, { signal: stop.signal, onProgress })).rejects.toThrow('aborted')
    expect(summary(id)).toMatchObject({
      ...{ state: 'incomplete', images: 4000, hash: null },
      error: 'Indexing was stopped; refresh the dataset to go on.',
    })
    await indexDataset(workspace, id)
    const { id: _, indexedAt: __, ...rest } = summary(id)
    const { id: ___, indexedAt: ____, ...expected } = whole
    expect(rest).toEqual(expected)
  })

  it('goes on after the process was killed', async () => {
    const folder = temporaryFolder()
    const first = open(folder)
    const { id } = await addDataset(first.workspace, { path: many })
    const script = join(import.meta.dirname, '../../../test/fakes/index-dataset.ts')
    const child = spawnInTest(process.execPath, script, folder, id)
    for await (const line of createInterface({ input: child.stdout })) {
      if (line === 'listing 4000') child.kill('SIGKILL')
    }
    expect(first.summary(id).state).toBe('incomplete')
    expect(first.summary(id).images).toBeGreaterThanOrEqual(4000)
    await indexDataset(first.workspace, id)
    expect(first.summary(id)).toMatchObject({
      state: 'ready',
      images: 10_000,
      hash: (await open().indexed(many)).hash,
    })
  })

  it('looks again only into what has changed', async () => {
    const { workspace, indexed, images, summary } = open()
    const folder = await pets()
    const [a, b] = [join(folder, 'cat', 'a.png'), join(folder, 'dog', 'b.png')]
    // A whole second: what lies between would be rounded when it is set again.
    const then = new Date('2020-01-02T03:04:05Z')
    utimesSync(a, then, then)
    const before = await indexed(folder)
    // As long and as old as before, so that nobody can tell: what was known is kept.
    writeFileSync(a, Buffer.alloc(statSync(a).size))
    utimesSync(a, then, then)
    writeFileSync(b, await picture(60, 50))
    writeFiles(folder, { 'cat/new.png': await picture(1, 1) })
    await indexDataset(workspace, before.id)
    expect(images(before.id).map(({ name, width }) => [name, width])).toEqual([
      ['a.png', 4],
      ['new.png', 1],
      ['b.png', 60],
    ])
    expect(summary(before.id).hash).not.toBe(before.hash)
    // The index that is not used any more is thrown away.
    const files = readdirSync(join(workspace.folder, 'datasets', before.id))
    expect(files.filter((name) => name.endsWith('.db'))).toHaveLength(1)
  })

  it('leaves who reads the dataset meanwhile with what it was', async () => {
    const { workspace, indexed } = open()
    const folder = await pets()
    const { id } = await indexed(folder)
    const reading = await openDataset(workspace, id)
    writeFiles(folder, { 'ant/first.png': await picture(1, 1) })
    await indexDataset(workspace, id)
    expect([reading.count, reading.entry(0).path, (await reading.decode(1)).width]).toEqual([
      2,
      'cat/a.png',
      6,
    ])
    const anew = await openDataset(workspace, id)
    expect([anew.count, anew.entry(0).path, anew.entry(0).label]).toEqual([3, 'ant/first.png', 0])
    await Promise.all([reading.close(), anew.close()])
  })

  it('keeps the hash of what has not changed', async () => {
    const { workspace, indexed, summary } = open()
    const { id, hash } = await indexed(await pets())
    await indexDataset(workspace, id)
    expect(summary(id).hash).toBe(hash)
  })

  it('keeps the index there is where looking again fails', async () => {
    const { workspace, indexed, summary } = open()
    const folder = await pets()
    const { id, hash } = await indexed(folder)
    rmSync(folder, { recursive: true })
    await expect(indexDataset(workspace, id)).rejects.toThrow('cannot be listed')
    expect(summary(id)).toMatchObject({ state: 'missing', hash, images: 2 })
  })

  it('is done by one process at a time', async () => {
    const { workspace } = open()
    const { id } = await addDataset(workspace, { path: many })
    const running = indexDataset(workspace, id)
    await expect(indexDataset(workspace, id)).rejects.toThrow('is being indexed by another Guise')
    await running
  })

  it('refuses what is not known', async () => {
    await expect(indexDataset(open().workspace, 'none')).rejects.toThrow('There is no dataset “none”.')
  })
})

describe.skipIf(!hasData)('imagenette', () => {
  it('has the images its makers say, by class and split', async () => {
    const { workspace, summary } = open()
    const { id } = await addDataset(workspace, { path: dataPath('images', 'imagenette') })
    const listed = new AbortController()
    // Sizes take longer than a test should: they are looked into elsewhere.
    const onProgress = ({ phase }: { phase: string }) => phase === 'measuring' && listed.abort()
    await indexDataset(workspace, id, { signal: listed.signal, onProgress }).catch(() => undefined)
    const found = summary(id)
    expect(found.splits).toEqual([
      { name: 'train', count: 9469 },
      { name: 'val', count: 500 },
    ])
    expect(found.classes).toHaveLength(10)
    expect(found.classes[0]).toEqual({ label: 0, key: 'n01440764', name: 'tench', count: 1013 })
  })
})
