import { expect, it, vi } from 'vitest'
import type { JobSpec } from '../../contract/job.ts'
import { hashOf } from '../testing/samples.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { useInversions } from './internals-inversions.ts'
import { useJobs } from './jobs.ts'

const request = { network: 'alpha', layer: 'conv1', preset: 'fast' } as const
const [one, two, three] = [hashOf('1'), hashOf('2'), hashOf('3')] as const

const imagesOf = (spec: JobSpec | undefined) => (spec?.kind === 'inversion' ? spec.images : [])

it('takes what is made and has the rest made as one batch', async () => {
  const engine = setUpStores()
  engine.inversions.made.add(two)
  const inversions = useInversions()
  await inversions.want(request, [one, two, three])
  const [job] = engine.jobs.values()
  expect(imagesOf(job?.spec)).toEqual([one, three])
  expect(job?.spec).toMatchObject({
    layer: 'conv1',
    seed: 0,
    restarts: 1,
    settings: { optimiser: { name: 'adam' } },
  })
  expect(inversions.cellOf(request, two)?.state).toBe('made')
  expect(inversions.cellOf(request, three)).toEqual({ state: 'making', job: job?.id, place: 1, of: 2 })
})

it('asks for nothing twice, and shows what a finished job made', async () => {
  const engine = setUpStores()
  const inversions = useInversions()
  await Promise.all([inversions.want(request, [one]), inversions.want(request, [one])])
  await inversions.want(request, [one])
  expect(engine.jobs.size).toBe(1)
  await vi.waitFor(() => expect(engine.events.has('job1')).toBe(true))
  engine.inversions.made.add(one)
  engine.push('job1', { state: 'finished', result: hashOf('c') })
  const made = { state: 'made', inversion: { image: one, layer: 'conv1' } }
  await vi.waitFor(() => expect(inversions.cellOf(request, one)).toMatchObject(made))
})

it('keeps presets apart', async () => {
  const engine = setUpStores()
  const inversions = useInversions()
  await inversions.want(request, [one])
  expect(inversions.cellOf({ ...request, preset: 'paper' }, one)).toBeNull()
  await inversions.want({ ...request, preset: 'paper' }, [one])
  expect([...engine.jobs.values()].map(({ spec }) => spec)).toMatchObject([
    { settings: { optimiser: { name: 'adam' } } },
    { settings: { optimiser: { name: 'momentum' } } },
  ])
})

it('waits for a job that was interrupted, and begins anew what was put off', async () => {
  const engine = setUpStores()
  const inversions = useInversions()
  await inversions.want(request, [one])
  await vi.waitFor(() => expect(engine.events.has('job1')).toBe(true))
  engine.push('job1', { state: 'interrupted' })
  engine.push('job1', { state: 'running', done: 7 })
  await vi.waitFor(() => expect(useJobs().byId.get('job1')?.done).toBe(7))
  expect(inversions.cellOf(request, one)?.state).toBe('making')

  await inversions.putOff()
  expect(engine.jobs.get('job1')?.state).toBe('cancelled')
  expect(inversions.cellOf(request, one)).toBeNull()
  await inversions.want(request, [one])
  expect(inversions.cellOf(request, one)).toMatchObject({ state: 'making', job: 'job2' })
})

it('says why there is no picture, and tries again when asked', async () => {
  const engine = setUpStores()
  const inversions = useInversions()
  await inversions.want({ ...request, layer: 'none' }, [one])
  expect(inversions.cellOf({ ...request, layer: 'none' }, one)).toEqual({
    state: 'failed',
    message: 'There is no such layer.',
  })

  await inversions.want(request, [one])
  await vi.waitFor(() => expect(engine.events.has('job1')).toBe(true))
  engine.push('job1', { state: 'failed', error: 'The memory is full.' })
  const failed = { state: 'failed', message: 'The memory is full.' }
  await vi.waitFor(() => expect(inversions.cellOf(request, one)).toEqual(failed))
  await inversions.want(request, [one])
  expect(engine.jobs.size).toBe(1)
  await inversions.retry(request, [one])
  expect(engine.jobs.size).toBe(2)
})
