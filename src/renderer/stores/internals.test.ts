import { beforeEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import type { PairSpec } from '../../contract/pair.ts'
import type { FakeEngine } from '../testing/fake-engine.ts'
import { hashOf, networkOf, resultOf } from '../testing/samples.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { MOST_ADVERSARIES, useInternals } from './internals.ts'
import { useNetworks } from './networks.ts'
import { useResults } from './results.ts'

const spec: PairSpec = {
  kind: 'pair',
  source: hashOf('a'),
  guide: hashOf('b'),
  network: 'alpha',
  layer: 'fc7',
  delta: 10,
  solver: 'fast',
  maxEvaluations: 100,
}
const nothing = { others: [], layer: '', rows: [] }
let engine: FakeEngine

beforeEach(async () => {
  engine = setUpStores()
  engine.networks.list = [networkOf('alpha', ['conv1', 'conv3', 'pool5', 'fc7']), networkOf('beta')]
  const specs: PairSpec[] = [
    spec,
    { ...spec, layer: 'conv1' },
    { ...spec, delta: 5 },
    { ...spec, layer: 'pool5' },
    { ...spec, layer: 'conv3' },
    { ...spec, guide: hashOf('c') },
    { ...spec, network: 'beta' },
  ]
  for (const [i, one] of specs.entries()) engine.results.set(`r${i}`, resultOf(`r${i}`, one))
  await useNetworks().load()
  await useResults().load()
})

it('opens a result at its own layer, with rows spread over the network', async () => {
  const internals = useInternals()
  await internals.open({ key: 'r0', ...nothing })
  expect(internals.layer).toBe('fc7')
  expect(internals.rows).toEqual(['conv1', 'conv3', 'pool5', 'fc7'])
  expect(internals.place).toEqual({ key: 'r0', others: [], layer: 'fc7', rows: internals.rows })
})

it('offers the adversaries of the same pair on the same network, in the network’s order', async () => {
  const internals = useInternals()
  await internals.open({ key: 'r0', others: ['r1', 'r2'], layer: 'conv3', rows: ['pool5', 'gone'] })
  expect(internals.candidates.map(({ key }) => key).toSorted()).toEqual(['r0', 'r1', 'r2', 'r3', 'r4'])
  // conv1, then fc7 with delta 5 and 10.
  expect(internals.adversaries.map(({ key }) => key)).toEqual(['r1', 'r2', 'r0'])
  expect([internals.layer, internals.rows]).toEqual(['conv3', ['pool5']])
})

it('leaves out results of another pair or network that an address names', async () => {
  const internals = useInternals()
  await internals.open({ key: 'r0', ...nothing, others: ['r5', 'r6', 'r1'] })
  expect(internals.adversaries.map(({ key }) => key)).toEqual(['r1', 'r0'])
})

it('puts adversaries beside each other and takes them away, all but the last', async () => {
  const internals = useInternals()
  await internals.open({ key: 'r0', ...nothing })
  await internals.toggle('r0')
  expect(internals.opened).toHaveLength(1)
  for (const key of ['r1', 'r2', 'r3', 'r4']) await internals.toggle(key)
  expect(internals.opened).toHaveLength(MOST_ADVERSARIES)
  await internals.toggle('r0')
  expect(internals.place?.key).toBe('r1')
  expect(internals.opened.map(({ key }) => key)).toEqual(['r1', 'r2', 'r3'])
})

it('forgets a result that is removed elsewhere', async () => {
  const internals = useInternals()
  await internals.open({ key: 'r0', ...nothing, others: ['r1'] })
  await useResults().remove('r0')
  await nextTick()
  expect(internals.place?.key).toBe('r1')
  await useResults().remove('r1')
  await nextTick()
  expect(internals.place).toBeNull()
})

it('adds rows in the network’s order', async () => {
  const internals = useInternals()
  await internals.open({ key: 'r0', ...nothing, rows: ['conv1', 'fc7'] })
  internals.addRow('conv3')
  internals.addRow('conv3')
  expect(internals.rows).toEqual(['conv1', 'conv3', 'fc7'])
  internals.removeRow('conv1')
  expect(internals.rows).toEqual(['conv3', 'fc7'])
})
