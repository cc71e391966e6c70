import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { isJobOf } from '../../contract/job.ts'
import type { FakeEngine } from '../testing/fake-engine.ts'
import { imageOf, resultOf } from '../testing/samples.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { useContext } from './context.ts'
import { useJobs } from './jobs.ts'
import { useNetworks } from './networks.ts'
import { useNotices } from './notices.ts'
import { useResults } from './results.ts'
import { useStage } from './stage.ts'

let engine: FakeEngine
beforeEach(() => {
  engine = setUpStores()
})

async function pairOnStage() {
  const stage = useStage()
  await useNetworks().load()
  await nextTick()
  stage.place('source', imageOf('a'))
  stage.place('guide', imageOf('b'))
  return stage
}

function finish(stage: ReturnType<typeof useStage>): void {
  if (!stage.job) throw new Error('No job was started.')
  engine.results.set('key1', resultOf('key1', stage.job.spec))
  engine.push('job1', { state: 'finished', result: 'key1' })
  engine.events.get('job1')?.end()
}

async function madeOnStage() {
  const stage = await pairOnStage()
  await stage.make()
  await vi.waitFor(() => expect(engine.events.has('job1')).toBe(true))
  finish(stage)
  await vi.waitFor(() => expect(stage.result?.key).toBe('key1'))
  return stage
}

describe('a pair on the stage', () => {
  it('can be made once it is whole', async () => {
    const stage = await pairOnStage()
    expect(stage.spec).toMatchObject({ source: imageOf('a').hash, guide: imageOf('b').hash, layer: 'fc7' })
    expect(stage.missing).toBe('')
    stage.place('guide', null)
    expect(stage.spec).toBeNull()
    expect(stage.missing).toBe('Choose a guide')
    stage.place('source', null)
    expect(stage.missing).toBe('Choose a source and a guide')
  })

  it('needs a network and a layer too', () => {
    const stage = useStage()
    stage.place('source', imageOf('a'))
    expect(stage.missing).toBe('Choose a guide')
    stage.place('guide', imageOf('b'))
    expect(stage.missing).toBe('Choose a network and a layer')
  })

  it('swaps', async () => {
    const stage = await pairOnStage()
    stage.swap()
    expect([stage.source?.name, stage.guide?.name]).toEqual(['b.jpg', 'a.jpg'])
  })
})

describe('a job on the stage', () => {
  it('collects its trace, shows its result and lists it', async () => {
    const stage = await pairOnStage()
    await stage.make()
    await vi.waitFor(() => expect(engine.events.has('job1')).toBe(true))
    engine.push('job1', { done: 1, figure: 0.9 }, [{ evaluations: 1, objective: 9, ratio: 0.9 }])
    engine.push('job1', { done: 2, figure: 0.8 }, [{ evaluations: 2, objective: 8, ratio: 0.8 }])
    await vi.waitFor(() => expect(useJobs().traces.get('job1')).toHaveLength(2))
    expect(stage.running?.done).toBe(2)

    finish(stage)
    await vi.waitFor(() => expect(stage.result?.key).toBe('key1'))
    await vi.waitFor(() => expect(useResults().list).toHaveLength(1))
    expect(stage.upToDate).toBe(true)
  })

  it('is cancelled', async () => {
    const stage = await pairOnStage()
    await stage.make()
    await useJobs().cancel('job1')
    expect(stage.job?.state).toBe('cancelled')
    expect(stage.running).toBeNull()
  })

  it('is followed again after the engine was away', async () => {
    const stage = await pairOnStage()
    await stage.make()
    await vi.waitFor(() => expect(engine.events.has('job1')).toBe(true))
    const lost = engine.events.get('job1')
    lost?.break()
    engine.events.delete('job1')
    await vi.waitFor(async () => {
      await useJobs().load()
      expect(engine.events.has('job1')).toBe(true)
    })
    engine.push('job1', { done: 7 })
    await vi.waitFor(() => expect(stage.job?.done).toBe(7))
  })
})

describe('a job from the list', () => {
  it('comes back onto the stage with its pair, as after a reload', async () => {
    const first = await pairOnStage()
    await first.make()
    const kept = [...engine.jobs.values()]
    engine = setUpStores()
    for (const job of kept) engine.jobs.set(job.id, job)
    await useJobs().load()
    const stage = useStage()
    const [job] = useJobs().list
    if (!job || !isJobOf(job, 'pair')) throw new Error('The job is not listed.')
    await stage.openJob(job)
    expect(stage.running?.id).toBe('job1')
    expect(stage.source?.hash).toBe(job.spec.source)
    expect(stage.guide?.hash).toBe(job.spec.guide)
  })
})

describe('a result on the stage', () => {
  it('leaves it with a new source, so that no number stands beside other pixels', async () => {
    const stage = await madeOnStage()
    stage.place('source', imageOf('c'))
    expect(stage.result).toBeNull()
    expect(stage.job).toBeNull()
  })

  it('stays with other settings, which it can hand back', async () => {
    const stage = await madeOnStage()
    const context = useContext()
    context.context.delta = 25
    expect(stage.upToDate).toBe(false)
    stage.adoptSettings()
    expect(context.context.delta).toBe(10)
    expect(stage.upToDate).toBe(true)
  })

  it('goes when it is deleted', async () => {
    const stage = await madeOnStage()
    await useResults().remove('key1')
    stage.forget('key1')
    expect(stage.result).toBeNull()
    expect(useResults().list).toEqual([])
  })

  it('reopens with its own pair', async () => {
    await madeOnStage()
    const kept = engine.results
    engine = setUpStores()
    for (const [key, result] of kept) engine.results.set(key, result)
    const stage = useStage()
    await stage.open('key1')
    expect(stage.source?.hash).toBe(imageOf('a').hash)
    expect(stage.result?.key).toBe('key1')
  })
})

describe('notices', () => {
  it('show a failure as the sentence it is, once', async () => {
    const stage = useStage()
    const notices = useNotices()
    await notices.attempt(() => stage.open('gone'))
    await notices.attempt(() => stage.open('gone'))
    expect(notices.notices.map(({ text }) => text)).toEqual(['There is no result gone.'])
  })

  it('lose their errors, and nothing else, with the view these are about', async () => {
    const stage = useStage()
    const notices = useNotices()
    await notices.attempt(() => stage.open('gone'))
    notices.done('Copied.')
    notices.forgetErrors()
    expect(notices.notices.map(({ text }) => text)).toEqual(['Copied.'])
  })
})
