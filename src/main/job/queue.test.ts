import { describe, expect, it, onTestFinished } from 'vitest'
import { fakeReport } from '../../../test/fakes/report.ts'
import { addImage, newResult } from '../../../test/fakes/result.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import type { JobEvent, PairSpec } from '../../contract/job.ts'
import type { TracePoint } from '../../contract/measures.ts'
import { workspaceError } from '../workspace/errors.ts'
import { Workspace } from '../workspace/workspace.ts'
import { keyFor } from './key.ts'
import type { Made, MakeOptions, Maker } from './maker.ts'
import { Queue } from './queue.ts'
import { watchJob } from './watch.ts'

const networkHash = 'a'.repeat(64)

/** A maker whose work the test ends by hand, one at a time. */
class HandMaker implements Maker {
  readonly begun: string[] = []
  #current: { options: MakeOptions; made: PromiseWithResolvers<Made> } | undefined
  #next = Promise.withResolvers<void>()

  make({ spec }: Parameters<Maker['make']>[0], options: MakeOptions): Promise<Made> {
    this.begun.push(spec.layer)
    const made = Promise.withResolvers<Made>()
    options.signal.addEventListener('abort', () => {
      this.#next = Promise.withResolvers()
      made.reject(options.signal.reason)
    })
    this.#current = { options, made }
    this.#next.resolve()
    return made.promise
  }

  async current() {
    await this.#next.promise
    if (this.#current === undefined) throw new Error('nothing was begun')
    return this.#current
  }

  async progress(point: TracePoint): Promise<void> {
    ;(await this.current()).options.onProgress(point)
  }

  async end(made: Made | Error): Promise<void> {
    const { made: pending } = await this.current()
    this.#next = Promise.withResolvers()
    if (made instanceof Error) pending.reject(made)
    else pending.resolve(made)
  }
}

const setUp = () => {
  const workspace = new Workspace(temporaryFolder())
  const maker = new HandMaker()
  const queue = new Queue(workspace, maker)
  onTestFinished(async () => {
    await queue.close()
    workspace.close()
  })
  const source = addImage(workspace, 'source.jpg')
  const guide = addImage(workspace, 'guide.jpg')
  const specOf = (layer: string): PairSpec => ({
    source,
    guide,
    network: 'stand-in',
    layer,
    delta: 10,
    solver: 'fast',
    maxEvaluations: 100,
  })
  const start = (layer: string) => queue.start(specOf(layer), keyFor(specOf(layer), networkHash))
  const { key: _k, source: _s, guide: _g, ...made } = newResult(workspace, 'made')
  return { workspace, maker, queue, start, made, specOf }
}

const endOf = async (queue: Queue, id: string): Promise<JobEvent[]> => {
  const events: JobEvent[] = []
  for await (const event of watchJob(queue, id)) events.push(event)
  return events
}

const point = (evaluations: number): TracePoint => ({ evaluations, objective: 1, ratio: 1 / evaluations })

describe('Queue', () => {
  it('runs jobs one at a time, in order, and stores what they make', async () => {
    const { queue, start, maker, made, workspace } = setUp()
    const one = start('fc7')
    const two = start('pool5')
    expect(two.state).toBe('queued')
    await maker.end(made)
    const [last] = (await endOf(queue, one.id)).slice(-1)
    expect(last?.job).toMatchObject({ state: 'finished', result: expect.any(String) })
    expect(workspace.results.get(last?.job.result ?? '')?.report).toEqual(made.report)
    await maker.end(made)
    await endOf(queue, two.id)
    expect(maker.begun).toEqual(['fc7', 'pool5'])
    expect(queue.list().map(({ id }) => id)).toEqual([two.id, one.id])
  })

  it('tells of every point once, the whole trace to whoever comes later', async () => {
    const { queue, start, maker, made } = setUp()
    const { id } = start('fc7')
    await maker.current()
    const early = endOf(queue, id)
    for (const evaluations of [1, 2, 3]) await maker.progress(point(evaluations))
    const late = watchJob(queue, id)
    expect((await late.next()).value?.trace).toEqual([point(1), point(2), point(3)])
    await maker.progress(point(4))
    await maker.end({ ...made, report: fakeReport({ trace: [point(1), point(4)] }) })
    const events = await early
    expect(events.flatMap(({ trace }) => trace)).toEqual([1, 2, 3, 4].map(point))
    expect(events.at(-1)?.job).toMatchObject({ state: 'finished', evaluations: 4, ratio: 0.25 })
    const [afterwards, ...none] = await endOf(queue, id)
    expect(afterwards?.trace).toEqual([point(1), point(4)])
    expect(none).toEqual([])
  })

  it('answers a pair that is made, or being made, with its job', async () => {
    const { queue, start, maker, made } = setUp()
    const first = start('fc7')
    expect(start('fc7').id).toBe(first.id)
    await maker.end(made)
    await endOf(queue, first.id)
    const again = start('fc7')
    expect(again).toMatchObject({ state: 'finished', result: expect.any(String) })
    expect(maker.begun).toHaveLength(1)
  })

  it('cancels at once what runs and what waits, and goes on with the next', async () => {
    const { queue, start, maker, made } = setUp()
    const [one, two, three] = [start('fc7'), start('pool5'), start('conv1')]
    await maker.progress(point(5))
    expect(queue.cancel(one.id)).toMatchObject({ state: 'cancelled', evaluations: 5, result: null })
    expect(queue.cancel(two.id)?.state).toBe('cancelled')
    expect(queue.cancel('no such job')).toBeUndefined()
    await endOf(queue, one.id)
    await maker.end(made)
    await endOf(queue, three.id)
    expect(maker.begun).toEqual(['fc7', 'conv1'])
    expect(queue.get(one.id)?.state).toBe('cancelled')
    expect(queue.cancel(three.id)?.state).toBe('finished')
  })

  it('keeps the sentence of what failed', async () => {
    const { queue, start, maker } = setUp()
    const { id } = start('fc7')
    await maker.end(new Error('The network has no weights.'))
    const events = await endOf(queue, id)
    expect(events.at(-1)?.job).toMatchObject({ state: 'failed', error: 'The network has no weights.' })
  })

  it('fails a job whose image is gone, without a word to the maker', async () => {
    const { queue, specOf, maker } = setUp()
    const { id } = queue.start({ ...specOf('fc7'), guide: 'd'.repeat(64) }, 'key')
    const events = await endOf(queue, id)
    expect(events.at(-1)?.job.error).toMatch(/is not in the workspace: add it again\.$/)
    expect(maker.begun).toEqual([])
  })

  it('stores nothing under the key of weights that are not those used', async () => {
    const { queue, start, maker, made, workspace } = setUp()
    const { id } = start('fc7')
    const provenance = { ...made.report.provenance, networkHash: 'e'.repeat(64) }
    await maker.end({ ...made, report: { ...made.report, provenance } })
    const events = await endOf(queue, id)
    expect(events.at(-1)?.job.error).toBe(
      'The network stand-in has changed on disk since it was opened: open it again.',
    )
    expect(workspace.results.list()).toEqual([])
  })

  it('says that the disk is full, and lives on', async () => {
    const { queue, start, maker, made, workspace } = setUp()
    const full = workspaceError('full', workspace.folder)
    workspace.results.put = () => {
      throw full
    }
    workspace.jobs.settle = () => {
      throw full
    }
    const { id } = start('fc7')
    await maker.end(made)
    const events = await endOf(queue, id)
    expect(events.at(-1)?.job).toMatchObject({ state: 'failed', error: full.message })
    const next = start('pool5')
    await maker.progress(point(1))
    expect(queue.get(next.id)?.state).toBe('running')
  })

  it('leaves what runs to the next queue when it closes', async () => {
    const { queue, start, maker, made, workspace } = setUp()
    const { id } = start('fc7')
    await maker.progress(point(1))
    await queue.close()
    expect(workspace.jobs.get(id)?.state).toBe('interrupted')
    const next = new HandMaker()
    const second = new Queue(workspace, next)
    await next.end(made)
    expect((await endOf(second, id)).at(-1)?.job.state).toBe('finished')
    await second.close()
  })
})
