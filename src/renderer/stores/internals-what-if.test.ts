import { beforeEach, expect, it, vi } from 'vitest'
import type { PairSpec } from '../../contract/pair.ts'
import type { FakeEngine } from '../testing/fake-engine.ts'
import { hashOf, resultOf } from '../testing/samples.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { useInternals } from './internals.ts'
import { useWhatIf } from './internals-what-if.ts'
import { useNetworks } from './networks.ts'

const spec: PairSpec = {
  kind: 'pair',
  source: hashOf('a'),
  guide: hashOf('b'),
  network: 'alpha',
  layer: 'fc7',
  delta: 10,
  solver: 'fast',
  maxEvaluations: 200,
}
let engine: FakeEngine

/** Waits until the page follows the job, so that what is pushed reaches it. */
async function followed(id: string): Promise<void> {
  await vi.waitFor(() => expect(engine.events.has(id)).toBe(true))
}

beforeEach(async () => {
  engine = setUpStores()
  engine.results.set('r0', resultOf('r0', spec))
  await useNetworks().load()
  await useInternals().open({ key: 'r0', others: [], layer: '', rows: [] })
})

it('makes the adversary with the other settings and shows it as it forms', async () => {
  const whatIf = useWhatIf()
  await whatIf.ask('conv1', 4)
  expect(engine.jobs.get('job1')?.spec).toMatchObject({
    ...spec,
    layer: 'conv1',
    delta: 4,
    maxEvaluations: 100,
  })
  expect(whatIf.column).toBeNull()
  await followed('job1')
  engine.push('job1', { done: 20 }, [], hashOf('7'))
  const forming = { id: 'what-if', forming: true, url: `/cache/${hashOf('7')}`, madeAt: 'conv1' }
  await vi.waitFor(() => expect(whatIf.column).toMatchObject(forming))

  engine.results.set('r1', resultOf('r1', { ...spec, layer: 'conv1', delta: 4 }))
  engine.push('job1', { state: 'finished', result: 'r1' })
  const made = { id: 'what-if', forming: false, hash: hashOf('d') }
  await vi.waitFor(() => expect(whatIf.column).toMatchObject(made))
})

it('stops what runs when another question comes', async () => {
  const whatIf = useWhatIf()
  await whatIf.ask('conv1', 4)
  await followed('job1')
  await whatIf.ask('conv1', 6)
  expect(engine.jobs.get('job1')?.state).toBe('cancelled')
  expect(engine.jobs.get('job2')?.spec).toMatchObject({ delta: 6 })
  expect(whatIf.running?.id).toBe('job2')
})

it('runs only the last of questions that overtake each other', async () => {
  const whatIf = useWhatIf()
  await Promise.all([whatIf.ask('conv1', 4), whatIf.ask('conv1', 5)])
  const states = [...engine.jobs.values()].map((job) => [
    job.spec.kind === 'pair' && job.spec.delta,
    job.state,
  ])
  expect(states.filter(([, state]) => state === 'running')).toEqual([[5, 'running']])
  expect(whatIf.running?.spec).toMatchObject({ delta: 5 })
})

it('ends with the view, leaving nothing running', async () => {
  const whatIf = useWhatIf()
  await whatIf.ask('conv1', 4)
  await followed('job1')
  await whatIf.end()
  expect(engine.jobs.get('job1')?.state).toBe('cancelled')
  expect([whatIf.asked, whatIf.column]).toEqual([null, null])
})
