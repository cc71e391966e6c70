import { describe, expect, it, onTestFinished } from 'vitest'
import { HandWorker } from '../../../test/fakes/hand-worker.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import type { JobEvent } from '../../contract/job.ts'
import type { TracePoint } from '../../contract/measures.ts'
import { workspaceError } from '../workspace/errors.ts'
import { Workspace } from '../workspace/workspace.ts'
import { Queue } from './queue.ts'
import { watchJob } from './watch.ts'

const setUp = (lane?: 'compute' | 'io') => {
  const workspace = new Workspace(temporaryFolder())
  const worker = new HandWorker(lane)
  const queue = new Queue(workspace, [worker])
  onTestFinished(async () => {
    await queue.close()
    workspace.close()
  })
  const settings = { network: 'stand-in', delta: 10, solver: 'fast', maxEvaluations: 100 } as const
  const start = (layer: string) => queue.start({ kind: 'pair', source: 's', guide: 'g', layer, ...settings })
  return { workspace, worker, queue, start }
}

const endOf = async (queue: Queue, id: string): Promise<JobEvent[]> => {
  const events: JobEvent[] = []
  for await (const event of watchJob(queue, id)) events.push(event)
  return events
}

const point = (evaluations: number): TracePoint => ({ evaluations, objective: 1, ratio: 1 / evaluations })
const step = (evaluations: number) => ({
  done: evaluations,
  figure: 1 / evaluations,
  trace: [point(evaluations)],
})

describe('a lane', () => {
  it('of compute jobs runs them one at a time, in order', async () => {
    const { queue, start, worker } = setUp()
    const one = await start('fc7')
    const two = await start('pool5')
    expect(two.state).toBe('queued')
    await worker.end('fc7')
    const [last] = (await endOf(queue, one.id)).slice(-1)
    expect(last?.job).toMatchObject({ state: 'finished', result: 'fc7', unit: 'evaluations', total: 100 })
    await worker.end('pool5')
    await endOf(queue, two.id)
    expect(worker.begun).toEqual(['fc7', 'pool5'])
    expect(queue.list().map(({ id }) => id)).toEqual([two.id, one.id])
  })

  it('of io jobs runs two side by side', async () => {
    const { start, worker } = setUp('io')
    for (const layer of ['one', 'two', 'three']) await start(layer)
    await worker.running('one')
    await worker.running('two')
    expect(worker.begun).toEqual(['one', 'two'])
    await worker.end('one')
    await worker.running('three')
    expect(worker.begun).toEqual(['one', 'two', 'three'])
  })

  it('lets a job that was cancelled end before the same is begun again', async () => {
    const { queue, start, worker } = setUp('io')
    worker.isSlowToStop = true
    const { id } = await start('fc7')
    const first = await worker.running('fc7')
    queue.cancel(id)
    const again = await start('fc7')
    expect(again.id).not.toBe(id)
    await start('pool5')
    expect(worker.begun).toEqual(['fc7'])
    first.result.reject(new Error('Stopped.'))
    await worker.running('pool5')
    expect(worker.begun).toEqual(['fc7', 'fc7', 'pool5'])
    expect(queue.get(id)?.state).toBe('cancelled')
    for (const layer of ['fc7', 'pool5']) await worker.end(layer)
    await endOf(queue, again.id)
  })
})

describe('Queue', () => {
  it('refuses with the worker’s sentence, and adds no job', async () => {
    const { queue, start } = setUp()
    await expect(start('')).rejects.toThrow('Choose a layer.')
    expect(queue.list()).toEqual([])
  })

  it('tells of every point once, the whole trace to whoever comes later', async () => {
    const { queue, start, worker } = setUp()
    const { id } = await start('fc7')
    const { onProgress } = await worker.running('fc7')
    const early = endOf(queue, id)
    for (const evaluations of [1, 2, 3]) onProgress(step(evaluations))
    const late = watchJob(queue, id)
    expect((await late.next()).value?.trace).toEqual([point(1), point(2), point(3)])
    onProgress(step(4))
    await worker.end('fc7')
    const events = await early
    expect(events.flatMap(({ trace }) => trace)).toEqual([1, 2, 3, 4].map(point))
    expect(events.at(-1)?.job).toMatchObject({ state: 'finished', done: 4, figure: 0.25 })
    const [afterwards, ...none] = await endOf(queue, id)
    expect(afterwards?.trace).toEqual(worker.trace())
    expect(none).toEqual([])
  })

  it('wants frames only while somebody watches, and sends the newest', async () => {
    const { queue, start, worker } = setUp()
    const { id } = await start('fc7')
    const { onProgress, wantsFrame } = await worker.running('fc7')
    expect(wantsFrame()).toBe(false)
    const watched = watchJob(queue, id)
    await watched.next()
    expect(wantsFrame()).toBe(true)
    onProgress({ frame: 'f'.repeat(64), note: 'Drawing.' })
    expect(wantsFrame()).toBe(false)
    const { value } = await watched.next()
    expect(value).toMatchObject({ frame: 'f'.repeat(64), job: { note: 'Drawing.' } })
    await watched.return(undefined)
    expect(queue.watchers.has(id)).toBe(false)
  })

  it('answers what is made, or being made, with its job', async () => {
    const { queue, start, worker } = setUp()
    const first = await start('fc7')
    expect((await start('fc7')).id).toBe(first.id)
    await worker.end('fc7')
    await endOf(queue, first.id)
    expect(await start('fc7')).toMatchObject({ state: 'finished', result: 'fc7' })
    expect(worker.begun).toHaveLength(1)
    worker.made.clear()
    expect(queue.get(first.id)).toMatchObject({ state: 'finished', result: null })
  })

  it('cancels at once what runs and what waits, and goes on with the next', async () => {
    const { queue, start, worker } = setUp()
    const [one, two, three] = [await start('fc7'), await start('pool5'), await start('conv1')]
    const { onProgress } = await worker.running('fc7')
    onProgress(step(5))
    expect(queue.cancel(one.id)).toMatchObject({ state: 'cancelled', done: 5, result: null })
    expect(queue.cancel(two.id)?.state).toBe('cancelled')
    expect(queue.cancel('no such job')).toBeUndefined()
    await endOf(queue, one.id)
    await worker.end('conv1')
    await endOf(queue, three.id)
    expect(worker.begun).toEqual(['fc7', 'conv1'])
    expect(queue.get(one.id)?.state).toBe('cancelled')
    expect(queue.cancel(three.id)?.state).toBe('finished')
  })

  it('keeps the sentence of what failed', async () => {
    const { queue, start, worker } = setUp()
    const { id } = await start('fc7')
    await worker.end('fc7', new Error('The network has no weights.'))
    const events = await endOf(queue, id)
    expect(events.at(-1)?.job).toMatchObject({ state: 'failed', error: 'The network has no weights.' })
  })

  it('says that the disk is full, and lives on', async () => {
    const { queue, start, worker, workspace } = setUp()
    const full = workspaceError('full', workspace.folder)
    workspace.jobs.settle = () => {
      throw full
    }
    const { id } = await start('fc7')
    await worker.end('fc7', full)
    const events = await endOf(queue, id)
    expect(events.at(-1)?.job).toMatchObject({ state: 'failed', error: full.message })
    const next = await start('pool5')
    await worker.running('pool5')
    expect(queue.get(next.id)?.state).toBe('running')
  })

  it('leaves what runs to the next queue when it closes', async () => {
    const { queue, start, worker, workspace } = setUp()
    const { id } = await start('fc7')
    await worker.running('fc7')
    await queue.close()
    expect(workspace.jobs.get(id)?.state).toBe('interrupted')
    const next = new HandWorker()
    const second = new Queue(workspace, [next])
    await next.end('fc7')
    expect((await endOf(second, id)).at(-1)?.job.state).toBe('finished')
    await second.close()
  })
})
