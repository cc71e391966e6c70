import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fakeNetwork } from '../../../../test/fakes/science.ts'
import { temporaryFolder } from '../../../../test/temporary.ts'
import type { DownloadSpec } from '../../../contract/download.ts'
import { answerWith, idxFiles, serveFiles } from '../../download/fixtures.ts'
import type { Published } from '../../download/published.ts'
import { httpTransport } from '../../download/transport.ts'
import { Queue } from '../../job/queue.ts'
import { watchJob } from '../../job/watch.ts'
import { Workspace } from '../../workspace/workspace.ts'
import { networkCatalogue } from '../catalogue.ts'
import { downloadWorker } from './download.ts'
import { indexWorker } from './index-dataset.ts'

const spec: DownloadSpec = { kind: 'download', subject: 'dataset', name: 'digits', mirror: null }

/** A queue that can fetch a dataset of four grey images, and what stands for a network, from loopback. */
async function setUp() {
  const files = new Map([
    ...idxFiles(),
    ...['deploy.prototxt', 'net.caffemodel', 'names.txt'].map((name) => [name, Buffer.from(name)] as const),
  ])
  const { base, asked } = await serveFiles((request, response, count) =>
    answerWith(files.get(request.url?.slice(1) ?? '') ?? Buffer.alloc(0))(request, response, count),
  )
  const digits: Published = {
    ...{ name: 'digits', title: 'Digits', description: '', licence: '', page: '' },
    files: [...idxFiles()].map(([name, bytes]) => ({ address: `${base}/${name}`, bytes: bytes.length })),
  }
  const net: Published = {
    ...{ name: 'net', title: 'Net', description: '', licence: '', page: '', labels: 'names.txt' },
    files: ['deploy.prototxt', 'net.caffemodel', 'names.txt'].map((name) => ({ address: `${base}/${name}` })),
    extra: { 'card.json': '{}' },
  }
  const workspace = new Workspace(temporaryFolder())
  const transport = httpTransport({ stallAfter: 1000 })
  const opened: string[] = []
  const networks = networkCatalogue(workspace, [], async (id) => {
    opened.push(id)
    return fakeNetwork(id, 'caffe')
  })
  const offered = (subject: DownloadSpec['subject']) => (subject === 'dataset' ? [digits] : [net])
  const worker = downloadWorker({ workspace, networks }, transport, offered)
  const queue = new Queue(workspace, [worker, indexWorker({ workspace })])
  onTestFinished(async () => {
    await queue.close()
    workspace.close()
  })
  return { workspace, worker, queue, asked, opened }
}

describe('the worker of downloads', () => {
  it('fetches a dataset, adds it, has it indexed, and is done the next time', async () => {
    const { queue, workspace, asked } = await setUp()
    const { id } = await queue.start(spec)
    let done: number | undefined
    for await (const { job } of watchJob(queue, id)) done = job.done
    expect(queue.get(id)).toMatchObject({ state: 'finished', result: 'digits', unit: 'bytes', total: done })
    expect(queue.get(id)?.note).toMatch(
      /^No hash of train-images-idx3-ubyte\.gz is published: its SHA-256 is /,
    )

    const indexing = queue.list().find((job) => job.spec.kind === 'index')
    for await (const _ of watchJob(queue, indexing?.id ?? ''));
    const record = workspace.datasets.get('digits')
    expect(record).toMatchObject({ name: 'Digits', kind: 'idx' })
    expect(workspace.datasets.index('digits', record?.current ?? '').summary().images).toBe(4)

    expect(await queue.start(spec)).toMatchObject({ state: 'finished', result: 'digits' })
    expect(asked).toHaveLength(2)
  })

  it('adds again what was forgotten but is still there, fetching nothing', async () => {
    const { queue, workspace, asked } = await setUp()
    for (const _ of [1, 2]) {
      const { id } = await queue.start(spec)
      for await (const _ of watchJob(queue, id));
      expect(workspace.datasets.get('digits')).toBeDefined()
      workspace.datasets.remove('digits')
      expect(queue.get(id)?.result).toBeNull()
    }
    expect(asked).toHaveLength(2)
  })

  it('fetches a network, puts a card beside it and opens it', async () => {
    const { queue, workspace, opened } = await setUp()
    const asked: DownloadSpec = { ...spec, subject: 'network', name: 'net' }
    const { id } = await queue.start(asked)
    for await (const _ of watchJob(queue, id));
    const folder = join(workspace.folder, 'downloads', 'networks', 'net')
    expect(readdirSync(folder).sort()).toEqual([
      'card.json',
      'deploy.prototxt',
      'names.txt',
      'net.caffemodel',
    ])
    expect(queue.get(id)).toMatchObject({ state: 'finished', result: 'net' })
    expect(opened).toEqual(['net'])
    expect(workspace.networks.list()).toMatchObject([{ path: 'net', labels: null }])
    expect(await queue.start(asked)).toMatchObject({ state: 'finished', result: 'net' })
    expect(queue.list().every((job) => job.spec.kind === 'download')).toBe(true)
  })

  it('refuses what it does not know', async () => {
    const { queue } = await setUp()
    await expect(queue.start({ ...spec, name: 'letters' })).rejects.toThrow(
      'There is no dataset “letters” to fetch: there are digits.',
    )
  })
})
