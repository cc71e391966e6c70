import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { JobSpec } from '../../contract/job.ts'
import type { FakeEngine } from '../testing/fake-engine.ts'
import { hashOf, jobOf } from '../testing/samples.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { useJobs } from './jobs.ts'

const download: JobSpec = { kind: 'download', subject: 'dataset', name: 'mnist', mirror: null }

let engine: FakeEngine
beforeEach(() => {
  engine = setUpStores()
})

/** A job that the page follows. */
async function followed() {
  const jobs = useJobs()
  const { id } = await jobs.start(download)
  await vi.waitFor(() => expect(engine.events.has(id)).toBe(true))
  return { jobs, id }
}

describe('the jobs', () => {
  it('keep the newest frame of each', async () => {
    const { jobs, id } = await followed()
    engine.push(id, { done: 1 }, [], hashOf('1'))
    engine.push(id, { done: 2 })
    engine.push(id, { done: 3 }, [], hashOf('2'))
    await vi.waitFor(() => expect(jobs.byId.get(id)?.done).toBe(3))
    expect(jobs.frames.get(id)).toBe(hashOf('2'))
  })

  it('learn of the job that the engine starts when a dataset has arrived', async () => {
    const { jobs, id } = await followed()
    const indexing = jobOf('indexing', { kind: 'index', dataset: 'mnist' })
    engine.jobs.set(indexing.id, indexing)
    engine.push(id, { state: 'finished', result: 'mnist' })
    engine.events.get(id)?.end()
    await vi.waitFor(() => expect(jobs.active.map((job) => job.id)).toEqual(['indexing']))
    expect(engine.events.has('indexing')).toBe(true)
  })
})
