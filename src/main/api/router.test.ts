import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient, ORPCError } from '@orpc/server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fakeScience } from '../../../test/fakes/science.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import type { JobState } from '../../contract/job.ts'
import { ImageFileError } from '../dataset/errors.ts'
import { startEngine } from '../engine/start.ts'
import type { FromEngine } from '../host/messages.ts'
import { NetworkFileError } from '../network/errors.ts'
import { workspaceError } from '../workspace/errors.ts'
import { Workspace } from '../workspace/workspace.ts'
import { crossing, withSentences } from './errors.ts'
import { router } from './router.ts'

/** An engine on a workspace in this process, with the contract called as a page calls it. */
const start = async (folder = temporaryFolder()) => {
  const said: FromEngine[] = []
  const options = { workspace: folder, backend: null }
  const engine = await startEngine(fakeScience(0), options, (message) => said.push(message))
  let open = true
  const close = async () => {
    if (open) await engine.close()
    open = false
  }
  onTestFinished(close)
  return {
    folder,
    engine,
    said,
    close,
    client: createRouterClient(router, { context: engine.context, interceptors: [withSentences] }),
  }
}

type Client = Awaited<ReturnType<typeof start>>['client']

const make = async (client: Client, maxEvaluations = 3) => {
  const [source, guide] = await client.images.samples()
  const { id } = await client.jobs.start({
    kind: 'pair',
    source: source?.hash ?? '',
    guide: guide?.hash ?? '',
    network: 'stand-in',
    layer: 'fc7',
    delta: 10,
    solver: 'fast',
    maxEvaluations,
  })
  const states: JobState[] = []
  let result: string | null = null
  for await (const { job } of await client.jobs.watch({ id })) {
    states.push(job.state)
    result = job.result
  }
  return { id, states, key: result ?? '' }
}

describe('the contract', () => {
  it('lists and reopens past results after a restart, jobs and opened networks with them', async () => {
    const first = await start()
    const { key, id } = await make(first.client)
    await first.client.networks.open({ path: '/networks/mine', labels: '/labels.txt' })
    const before = {
      results: await first.client.results.list(),
      result: await first.client.results.get({ key }),
      jobs: await first.client.jobs.list(),
      networks: await first.client.networks.list(),
    }
    expect(before.results).toMatchObject([{ key, layer: 'fc7' }])
    expect(before.jobs).toMatchObject([{ id, state: 'finished', result: key }])
    expect(before.networks.map((network) => network.id)).toEqual(['stand-in', '/networks/mine'])
    await first.close()

    const { client } = await start(first.folder)
    expect({
      results: await client.results.list(),
      result: await client.results.get({ key }),
      jobs: await client.jobs.list(),
      networks: await client.networks.list(),
    }).toEqual(before)
    for await (const { trace } of await client.jobs.watch({ id })) expect(trace).toHaveLength(3)
  })

  it('keeps the sample photographs as images whose bytes are stored', async () => {
    const { client, folder } = await start()
    const samples = await client.images.samples()
    expect(samples.length).toBeGreaterThan(5)
    const workspace = new Workspace(folder)
    for (const { hash, width, height } of samples) {
      expect(workspace.blobs.has(hash)).toBe(true)
      expect(Math.min(width, height)).toBeGreaterThan(112)
      expect(await client.images.get({ hash })).toEqual(samples.find((image) => image.hash === hash))
    }
    workspace.close()
  })

  it('exports into a folder only once the user has chosen it', async () => {
    const { client, engine, folder } = await start()
    const { key } = await make(client)
    const directory = join(folder, 'chosen')
    await expect(client.results.export({ key, directory })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    engine.allow(directory)
    const { files } = await client.results.export({ key, directory })
    expect(files).toEqual(
      ['adversary.png', 'adversary.npy', 'difference.png', 'report.json'].map((name) =>
        join(directory, name),
      ),
    )
    const { report } = await client.results.get({ key })
    expect(JSON.parse(readFileSync(join(directory, 'report.json'), 'utf8'))).toEqual(report)
    const file = join(folder, 'a file')
    writeFileSync(file, '')
    engine.allow(file)
    await expect(client.results.export({ key, directory: file })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringMatching(/a file.*\.$/),
    })
  })

  it('removes a result, and its job then has none', async () => {
    const { client } = await start()
    const { key, id } = await make(client)
    expect(await client.results.remove({ key })).toEqual({ removed: true })
    expect(await client.results.remove({ key })).toEqual({ removed: false })
    expect(await client.results.list()).toEqual([])
    expect(await client.jobs.list()).toMatchObject([{ id, state: 'finished', result: null }])
    // It is made anew when it is asked for again.
    expect((await make(client)).key).toBe(key)
    expect(await client.results.list()).toHaveLength(1)
  })

  it('refuses a pair that names what there is not, with a sentence', async () => {
    const { client } = await start()
    const [image] = await client.images.samples()
    const spec = {
      kind: 'pair',
      source: image?.hash ?? '',
      guide: image?.hash ?? '',
      network: 'stand-in',
      layer: 'fc7',
      delta: 10,
      solver: 'fast',
      maxEvaluations: 3,
    } as const
    const refusals = [
      [{ guide: '0'.repeat(64) }, 'The guide is not an image of this workspace: choose it again.'],
      [{ network: 'other' }, 'There is no network “other”: open it first, or choose one of the list.'],
      [{ layer: 'conv9' }, 'The network Network stand-in has no layer “conv9”.'],
    ] as const
    for (const [change, message] of refusals) {
      await expect(client.jobs.start({ ...spec, ...change })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        message,
      })
    }
    await expect(client.jobs.watch({ id: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(client.jobs.cancel({ id: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('crossing', () => {
  it('keeps the sentences of ours and says which of them the user can correct', () => {
    const image = crossing(new ImageFileError('The image a.png is empty.'))
    expect(image).toMatchObject({ code: 'BAD_REQUEST', message: 'The image a.png is empty.' })
    expect(crossing(new NetworkFileError('No layers.'))).toMatchObject({ code: 'BAD_REQUEST' })
    const full = crossing(workspaceError('full', '/w'))
    expect(full).toMatchObject({ code: 'INSUFFICIENT_STORAGE', status: 507 })
    expect(full.message).toContain('/w is full')
    expect(crossing(workspaceError('damaged', '/w')).code).toBe('INTERNAL_SERVER_ERROR')
    expect(crossing(new TypeError('x is undefined')).message).toBe(
      'Something went wrong inside Guise (x is undefined).',
    )
    const ours = new ORPCError('NOT_FOUND', { message: 'There is none.' })
    expect(crossing(ours)).toBe(ours)
  })
})
