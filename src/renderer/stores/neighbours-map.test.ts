import { beforeEach, expect, it, vi } from 'vitest'
import type { FakeEngine } from '../testing/fake-engine.ts'
import { featureSetOf } from '../testing/fake-features.ts'
import { hashOf, imageOf } from '../testing/samples.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { useDatasets } from './datasets.ts'
import { useNeighbours } from './neighbours.ts'
import { useNeighbourMap } from './neighbours-map.ts'
import { useNetworks } from './networks.ts'
import { useNotices } from './notices.ts'
import { useStage } from './stage.ts'

const bytes: Readonly<Record<string, ArrayBuffer>> = {
  [hashOf('1')]: Float32Array.of(0, 0.5, 1, 1, 0.25, 0).buffer,
  [hashOf('2')]: Int32Array.of(7, 12, 39).buffer,
  [hashOf('3')]: Int32Array.of(0, 1, 3).buffer,
}
let kept: boolean
let engine: FakeEngine

beforeEach(() => {
  engine = setUpStores()
  engine.features.list = [featureSetOf('first', 'fc7')]
  kept = true
  vi.stubGlobal('fetch', async (address: string) => {
    const body = bytes[address.split('/').at(-1) ?? '']
    return kept && body ? new Response(body) : new Response(null, { status: 404 })
  })
})

async function made() {
  const maps = useNeighbourMap()
  await Promise.all([useNetworks().load(), useDatasets().load()])
  useStage().place('source', imageOf('a'))
  useStage().place('guide', imageOf('b'))
  await vi.waitFor(() => expect(maps.spec).not.toBeNull())
  await maps.start()
  await vi.waitFor(() => expect(engine.events.has('job1')).toBe(true))
  engine.push('job1', { state: 'finished', result: 'map1' })
  engine.events.get('job1')?.end()
  return maps
}

it('shows the points of the map that was made, with the images asked about in it', async () => {
  const maps = await made()
  await vi.waitFor(() => expect(maps.placed).toHaveLength(2))
  expect([...(maps.map?.points ?? [])]).toEqual([0, 0.5, 1, 1, 0.25, 0])
  expect([...(maps.map?.indexes ?? [])]).toEqual([7, 12, 39])
  expect([...(maps.map?.labels ?? [])]).toEqual([0, 1, 3])
  expect(maps.placed).toEqual([
    { role: 'source', x: 0, y: 0 },
    { role: 'guide', x: 0.1, y: 0.05 },
  ])
})

it('asks for what is searched: the same members by the same distance', async () => {
  const neighbours = useNeighbours()
  neighbours.settings.metric = 'cosine'
  await made()
  expect(engine.jobs.get('job1')?.spec).toMatchObject({
    kind: 'map',
    dataset: 'first',
    layer: 'fc7',
    metric: 'cosine',
    neighbours: 15,
  })
})

it('goes when something else is asked for, and comes back with it', async () => {
  const maps = await made()
  await vi.waitFor(() => expect(maps.map).not.toBeNull())
  useNeighbours().settings.metric = 'cosine'
  await vi.waitFor(() => expect(maps.map).toBeNull())
  useNeighbours().settings.metric = 'euclidean'
  await vi.waitFor(() => expect(maps.map?.key).toBe('map1'))
})

it('says so when its points are no longer kept', async () => {
  kept = false
  await made()
  await vi.waitFor(() =>
    expect(useNotices().notices[0]?.text).toBe('The map’s points are no longer kept. Make the map again.'),
  )
})
