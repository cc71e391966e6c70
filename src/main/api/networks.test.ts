import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { tinyModel, tinyPrototxt } from '../../../test/corpus/networks/tiny.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { randomNetworkId } from '../../contract/network.ts'
import { science } from '../engine/science.ts'
import { startEngine } from '../engine/start.ts'
import { startBackend } from '../tensor/backend.ts'
import { withSentences } from './errors.ts'
import { router } from './router.ts'

beforeAll(async () => {
  await startBackend()
})

/** An engine in this process, with the contract called as a page calls it, and a Caffe network's files. */
async function start() {
  const engine = await startEngine(science, { workspace: temporaryFolder(), backend: null }, () => undefined)
  onTestFinished(() => engine.close())
  const client = createRouterClient(router, { context: engine.context, interceptors: [withSentences] })
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'deploy.prototxt'), tinyPrototxt)
  writeFileSync(join(folder, 'net.caffemodel'), tinyModel())
  const path = ['deploy.prototxt', 'net.caffemodel'].map((name) => join(folder, name)).join(',')
  /** The job's end. */
  const ended = async (spec: Parameters<typeof client.jobs.start>[0]) => {
    const { id } = await client.jobs.start(spec)
    let last: { state: string; result: string | null; error: string | null } | undefined
    for await (const { job } of await client.jobs.watch({ id })) last = job
    return last
  }
  return { client, path, ended, engine }
}

describe('networks', () => {
  it('are inspected, tried with a card, imported, looked into and deleted', async () => {
    const { client, path, ended, engine } = await start()
    const { draft, open, name } = await client.networks.inspect({ path })
    expect(open).toContain('mean')
    const labels = ['cat', 'dog', 'cow', 'hen']
    const card = { ...draft, mean: [0, 0, 0], scale: 1 / 255, labels }
    const { images } = await client.networks.trial({ path, card })
    expect(images.length).toBeGreaterThanOrEqual(3)
    for (const { predictions, fitted, shows } of images) {
      expect(predictions.map(({ label }) => label).sort()).toEqual([...labels].sort())
      expect(engine.context.workspace.cache.read(fitted)?.subarray(1, 4).toString()).toBe('PNG')
      expect(shows).not.toBeNull()
    }
    const wrong = client.networks.trial({ path, card: { ...card, labels: ['cat'] } })
    await expect(wrong).rejects.toMatchObject({ code: 'BAD_REQUEST', message: /1 class names/ })

    const spec = { kind: 'import', path, name, card, labels: null } as const
    expect(await ended(spec)).toMatchObject({ state: 'finished', result: name, unit: 'bytes' })
    await expect(client.jobs.start(spec)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(await client.networks.list()).toMatchObject([
      { id: 'guisenet', place: 'shipped' },
      { id: name, place: 'imported', origin: 'caffe', removal: 'delete' },
    ])
    expect(await client.networks.card({ id: name })).toMatchObject({ scale: 1 / 255, labels })
    const { layers, multiplyAdds } = await client.networks.layers({ id: name })
    expect(multiplyAdds).toBe(layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0))
    const [weight] = await client.networks.weights({ id: name, layer: layers[0]?.name ?? '' })
    expect(weight).toMatchObject({ role: 'weight', count: expect.any(Number) })
    // What was tried is what was imported.
    const summary = (await client.networks.list()).find(({ id }) => id === name)
    expect(summary?.hash).toMatch(/^[0-9a-f]{64}$/)

    expect(await client.networks.remove({ id: name })).toEqual({ removed: true })
    expect(await client.networks.list()).toHaveLength(1)
    await expect(client.networks.layers({ id: name })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(client.networks.remove({ id: 'guisenet' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  it('are tried on images whose class is known, where a dataset has some of theirs', async () => {
    const { client, path, ended, engine } = await start()
    const { datasets } = engine.context.workspace
    // Its address is none, so that it cannot be opened.
    const broken = datasets.add({ name: 'broken', kind: 'synthetic', path: '/nowhere', options: {} })
    datasets.begin(broken.id, 'a process of before')
    datasets.complete(broken.id)
    const { dataset } = await client.datasets.add({ path: 'synthetic:?images=2&size=64&seed=1' })
    await ended({ kind: 'index', dataset: dataset.id })
    const { draft } = await client.networks.inspect({ path })
    const { images } = await client.networks.trial({
      path,
      card: { ...draft, labels: ['cat', 'star', 'dog', 'disc'] },
    })
    expect(images.slice(0, 2).map(({ shows, image }) => [shows, image.width])).toEqual([
      ['disc', 64],
      ['star', 64],
    ])
    expect(images.length).toBe(7)
    const hash = images[1]?.image.hash ?? ''
    const again = await client.networks.trial({ path, card: draft, images: [hash] })
    expect(again.images).toMatchObject([{ image: { hash }, shows: null }])
  })

  it('can be had of an architecture and a seed', async () => {
    const { client } = await start()
    const architectures = await client.networks.architectures()
    expect(architectures.find(({ name }) => name === 'caffenet')).toMatchObject({
      // Caffe's reference network has 60,965,224 parameters.
      ...{ classes: 1000, parameters: 60_965_224, download: 'caffenet', inputSize: [227, 227] },
    })
    expect(architectures.find(({ name }) => name === 'lenet')?.download).toBeNull()
    const id = randomNetworkId('lenet', 'he', 3)
    const opened = await client.networks.open({ path: id })
    expect(opened).toMatchObject({ id, origin: 'random', place: 'random', removal: 'forget' })
    expect(await client.networks.remove({ id })).toEqual({ removed: true })
  })
})

describe('checks', () => {
  it('are made by a job, kept, listed and removed', async () => {
    const { client, ended } = await start()
    const { dataset } = await client.datasets.add({ path: 'synthetic:?images=2&size=64&seed=1' })
    const spec = { kind: 'check', network: 'guisenet', dataset: dataset.id, splits: null, limit: 6 } as const
    await ended({ kind: 'index', dataset: dataset.id })
    const job = await ended(spec)
    expect(job).toMatchObject({ state: 'finished', error: null, unit: 'images', total: 6 })
    const key = job?.result ?? ''
    // Rendered shapes are none of the network's ten classes.
    expect(await client.checks.get({ key })).toMatchObject({
      ...{ checked: 6, images: 16, scored: 0, unscored: 6, top1: null, matchedBy: 'none', evaluated: 6 },
      ...{ network: 'guisenet', dataset: dataset.id, classes: 10, limit: 6 },
    })
    expect(await client.checks.list({ network: 'guisenet' })).toMatchObject([{ key }])
    expect(await client.checks.list({ network: 'other' })).toEqual([])
    expect(await ended(spec)).toMatchObject({ state: 'finished', result: key })
    expect(await client.checks.remove({ key })).toEqual({ removed: true })
    await expect(client.checks.get({ key })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(client.jobs.start({ ...spec, splits: ['nowhere'] })).rejects.toThrow(
      'has no split “nowhere”',
    )
  })
})
