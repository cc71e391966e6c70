import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fakeScience } from '../../../test/fakes/science.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { startEngine } from '../engine/start.ts'
import { indexWorker } from '../engine/workers/index-dataset.ts'
import { Library } from '../library/library.ts'
import type { PredictionSource } from '../library/predictions.ts'
import { withSentences } from './errors.ts'
import { router } from './router.ts'

/** An engine that indexes, in this process, with the contract called as a page calls it. */
const start = async (folder = temporaryFolder(), predictions?: PredictionSource) => {
  const science = fakeScience(0)
  const engine = await startEngine(
    {
      ...science,
      workers: (parts) => [...science.workers(parts), indexWorker(parts)],
    },
    { workspace: folder, backend: null },
    () => undefined,
  )
  onTestFinished(() => engine.close())
  const library = predictions && new Library(engine.context.workspace, predictions)
  const context = { ...engine.context, ...(library && { library }) }
  const client = createRouterClient(router, { context, interceptors: [withSentences] })
  /** Adds a dataset and waits until it is indexed. */
  const added = async (path: string) => {
    const { dataset, job } = await client.datasets.add({ path })
    for await (const event of await client.jobs.watch({ id: job })) expect(event.job.error).toBeNull()
    return client.datasets.get({ id: dataset.id })
  }
  return { client, added, engine, folder }
}

const synthetic = 'synthetic:?images=5&size=16&seed=1'

const fish = async () => {
  const folder = join(temporaryFolder(), 'fish')
  const picture = (side: number) =>
    sharp({ create: { width: side, height: side, channels: 3, background: '#a00' } })
  for (const [id, sides] of Object.entries({ n01440764: [9, 5], n01443537: [7] })) {
    mkdirSync(join(folder, id), { recursive: true })
    for (const side of sides)
      writeFileSync(join(folder, id, `${side}.png`), await picture(side).png().toBuffer())
  }
  writeFileSync(join(folder, 'n01443537', 'broken.png'), 'text')
  return folder
}

describe('datasets', () => {
  it('are added by a job, listed, and forgotten', async () => {
    const { client, added } = await start()
    const dataset = await added(synthetic)
    expect(dataset).toMatchObject({ kind: 'synthetic', images: 40, classCount: 8, state: 'ready' })
    expect(await client.datasets.list()).toEqual([
      expect.objectContaining({ id: dataset.id, hash: dataset.hash }),
    ])
    expect(await client.jobs.list()).toMatchObject([
      { state: 'finished', result: dataset.id, total: 40, unit: 'images' },
    ])
    expect(await client.datasets.remove({ id: dataset.id })).toEqual({ removed: true })
    expect(await client.datasets.list()).toEqual([])
    expect(await client.jobs.list()).toMatchObject([{ state: 'finished', result: null }])
    await expect(client.datasets.get({ id: dataset.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('tell of every image, and of those that cannot be read why', async () => {
    const { client, added } = await start()
    const { id, classes } = await added(await fish())
    expect(classes.map(({ name, count }) => [name, count])).toEqual([
      ['tench', 2],
      ['goldfish', 2],
    ])
    const { view, count } = await client.datasets.query({ id })
    expect(count).toBe(4)
    const rows = await client.datasets.rows({ view, start: 0, count: 10 })
    expect(rows.map(({ path, labelName, width }) => [path, labelName, width])).toEqual([
      ['n01440764/5.png', 'tench', 5],
      ['n01440764/9.png', 'tench', 9],
      ['n01443537/7.png', 'goldfish', 7],
      ['n01443537/broken.png', 'goldfish', null],
    ])
    const reason =
      'The image broken.png is not an image that Guise reads (JPEG, PNG, WebP, TIFF, GIF or AVIF).'
    expect(await client.datasets.unreadable({ id, start: 0, count: 10 })).toEqual({
      total: 1,
      images: [{ index: 3, path: 'n01443537/broken.png', reason }],
    })
    expect(await client.datasets.image({ id, index: 3 })).toMatchObject({ unreadable: reason, hash: null })
    expect(await client.datasets.image({ id, index: 1 })).toMatchObject({
      ...{ name: '9.png', labelName: 'tench', width: 9, height: 9, format: 'PNG', notes: [] },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  it('give images to the workspace, those that can be read', async () => {
    const { client, added } = await start()
    const { id } = await added(await fish())
    const taken = await client.datasets.take({ id, indexes: [2, 3, 99] })
    expect(taken.map(({ index, image }) => [index, image?.name ?? null])).toEqual([
      [2, '7.png'],
      [3, null],
      [99, null],
    ])
    const hash = taken[0]?.image?.hash ?? ''
    expect(await client.images.get({ hash })).toEqual(taken[0]?.image)
    expect(taken[2]?.error).toBe('The dataset fish has no image 99.')
    const rendered = await added(synthetic)
    const [pixels] = await client.datasets.take({ id: rendered.id, indexes: [7] })
    expect(pixels?.image).toMatchObject({ name: 'disc-2.png', width: 16, height: 16 })
  })

  it('stay as they are while they are looked through again', async () => {
    const { client, added } = await start()
    const folder = await fish()
    const { id, hash } = await added(folder)
    rmSync(join(folder, 'n01443537', 'broken.png'))
    const { dataset, job } = await client.datasets.refresh({ id })
    expect(dataset).toMatchObject({ hash, images: 4 })
    for await (const event of await client.jobs.watch({ id: job })) expect(event.job.error).toBeNull()
    const after = await client.datasets.get({ id })
    expect(after).toMatchObject({ images: 3, unreadable: 0, state: 'ready' })
    expect(after.hash).not.toBe(hash)
  })

  it('are refreshed when they are looked at and something has been added', async () => {
    const folder = await fish()
    const first = await start()
    const { id } = await first.added(folder)
    expect(await first.client.jobs.list()).toHaveLength(1)
    await first.engine.close()
    writeFileSync(join(folder, 'n01443537', 'z.png'), 'new')
    const { client } = await start(first.folder)
    await client.datasets.get({ id })
    const [job] = await client.jobs.list()
    for await (const event of await client.jobs.watch({ id: job?.id ?? '' }))
      expect(event.job.error).toBeNull()
    expect(await client.datasets.get({ id })).toMatchObject({ images: 5 })
    expect(await client.jobs.list()).toHaveLength(2)
  })

  it('whose folder has gone are missing, and say so when they are refreshed', async () => {
    const { client, added } = await start()
    const folder = await fish()
    const { id } = await added(folder)
    rmSync(folder, { recursive: true })
    expect(await client.datasets.list()).toMatchObject([{ id, state: 'missing', images: 4 }])
    const { job } = await client.datasets.refresh({ id })
    let error: string | null = null
    for await (const event of await client.jobs.watch({ id: job })) error = event.job.error
    expect(error).toBe(`The folder ${folder} cannot be listed: it is not there.`)
    expect(await client.datasets.get({ id })).toMatchObject({ images: 4, error })
  })

  it('refuse what is not there with a sentence', async () => {
    const { client } = await start()
    const refused = async (asking: Promise<unknown>, message: string) =>
      expect(asking).rejects.toMatchObject({ message })
    await refused(
      client.datasets.add({ path: '/no/such' }),
      'The dataset /no/such cannot be read: it is not there.',
    )
    await refused(
      client.datasets.query({ id: 'none' }),
      'There is no dataset “none”: it may have been removed.',
    )
    const forgotten = client.datasets.rows({ view: 'x', start: 0, count: 1 })
    await refused(forgotten, 'This view is not kept any more: make the query again.')
    const index = client.jobs.start({ kind: 'index', dataset: 'none' })
    await refused(index, 'There is no dataset “none”: add it first.')
  })
})

describe('views', () => {
  it('are filtered, grouped and sorted', async () => {
    const { client, added } = await start()
    const { id } = await added(synthetic)
    const names = async (query: Omit<Parameters<typeof client.datasets.query>[0], 'id'>) => {
      const { view, count } = await client.datasets.query({ id, ...query })
      const rows = await client.datasets.rows({ view, start: 0, count: 100 })
      expect(rows).toHaveLength(count)
      return rows.map(({ name }) => name)
    }
    expect(await names({ filter: { text: 'STAR 3' } })).toEqual(['star-3'])
    expect(await names({ filter: { labels: [1], splits: ['val'] } })).toEqual(['disc-4'])
    expect(await names({ filter: { splits: ['nowhere'] } })).toEqual([])
    expect(await names({ filter: { text: '100%' } })).toEqual([])
    expect((await names({ sort: { by: 'index', descending: true } }))[0]).toBe('stripes-4')
    const random = await names({ sort: { by: 'random', seed: 7 } })
    expect(random).not.toEqual(await names({}))
    expect([...random].sort()).toEqual(await names({}))
    expect(await names({ sort: { by: 'random', seed: 7 } })).toEqual(random)
  })

  it('have groups without gaps, each sorted', async () => {
    const { client, added } = await start()
    const { id } = await added(synthetic)
    const { view, groups } = await client.datasets.query({
      id,
      filter: { labels: [6, 0] },
      group: 'split',
      sort: { by: 'index', descending: true },
    })
    expect(groups).toEqual([
      { value: 0, name: 'train', start: 0, count: 8 },
      { value: 1, name: 'val', start: 8, count: 2 },
    ])
    expect(await client.datasets.indexes({ view, start: 7, count: 3 })).toEqual([0, 34, 4])
    expect(await client.datasets.place({ view, index: 34 })).toEqual({ place: 8 })
    expect(await client.datasets.place({ view, index: 5 })).toEqual({ place: null })
  })

  it('know what a network predicts', async () => {
    // Forty images of eight classes of five. Everything is called a disc, but nothing is known of the first.
    const find: PredictionSource['find'] = async (_, network) =>
      network === 'n'
        ? {
            labels: ['ring', 'disc'],
            ids: [],
            top: Int32Array.from({ length: 40 }, (_, i) => (i === 0 ? -1 : 1)),
            probability: Float32Array.from({ length: 40 }, (_, i) => i / 64),
          }
        : undefined
    const { client, added } = await start(temporaryFolder(), { find })
    const { id } = await added(synthetic)
    const query = async (more: Omit<Parameters<typeof client.datasets.query>[0], 'id'>) => {
      const found = await client.datasets.query({ id, network: 'n', ...more })
      return { ...found, at: await client.datasets.indexes({ view: found.view, start: 0, count: 100 }) }
    }
    expect(await query({ filter: { correct: true } })).toMatchObject({ at: [5, 6, 7, 8, 9], predictions: 39 })
    // Of the classes that the network does not have nothing can be said.
    expect((await query({ filter: { correct: false } })).at).toEqual([20, 21, 22, 23, 24])
    expect((await query({ filter: { predicted: [0] } })).at).toEqual([])
    expect((await query({ sort: { by: 'confidence', descending: true } })).at.slice(-2)).toEqual([1, 0])
    expect((await query({ sort: { by: 'confidence' } })).at.slice(-2)).toEqual([39, 0])
    expect((await query({ group: 'predicted' })).groups).toEqual([
      { value: 1, name: 'disc', start: 0, count: 39 },
      { value: null, name: 'Not predicted', start: 39, count: 1 },
    ])
    const { view } = await query({})
    const rows = await client.datasets.rows({ view, start: 0, count: 6 })
    expect(rows.map(({ predicted }) => predicted?.correct)).toEqual([undefined, null, null, null, null, true])
    expect(rows[5]?.predicted).toEqual({ index: 1, label: 'disc', probability: 5 / 64, correct: true })
    expect(await client.datasets.query({ id, network: 'other' })).toMatchObject({ count: 40, predictions: 0 })
    await expect(client.datasets.query({ id, filter: { correct: true } })).rejects.toThrow('Name the network')
  })
})
