import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FakeEngine } from '../testing/fake-engine.ts'
import { featureSetOf } from '../testing/fake-features.ts'
import { imageOf } from '../testing/samples.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { useContext } from './context.ts'
import { useDatasets } from './datasets.ts'
import { useNeighbours } from './neighbours.ts'
import { useFeatureSets } from './neighbours-sets.ts'
import { useNetworks } from './networks.ts'
import { useStage } from './stage.ts'

let engine: FakeEngine
beforeEach(() => {
  engine = setUpStores()
})

async function asking() {
  const neighbours = useNeighbours()
  await Promise.all([useNetworks().load(), useDatasets().load()])
  useStage().place('source', imageOf('a'))
  useStage().place('guide', imageOf('b'))
  await vi.waitFor(() => expect(useFeatureSets().loaded).toBe(true))
  return neighbours
}

describe('neighbours', () => {
  it('are searched for source and guide where the representations are kept', async () => {
    engine.features.list = [featureSetOf('first', 'fc7')]
    const neighbours = await asking()
    await vi.waitFor(() => expect(neighbours.answer).not.toBeNull())
    expect(engine.features.searches.at(-1)).toMatchObject({
      dataset: 'first',
      network: 'alpha',
      layer: 'fc7',
      points: [{ hash: imageOf('a').hash }, { hash: imageOf('b').hash }],
      k: 10,
      metric: 'euclidean',
      within: {},
    })
    expect(neighbours.answer?.subjects.map(({ role }) => role)).toEqual(['source', 'guide'])
    expect(neighbours.answer?.neighbours[1]?.[0]?.image.index).toBe(1)
  })

  it('are searched again when anything asked for changes', async () => {
    engine.features.list = [featureSetOf('first', 'fc7')]
    const neighbours = await asking()
    await vi.waitFor(() => expect(neighbours.answer).not.toBeNull())
    neighbours.settings.metric = 'cosine'
    neighbours.labels = [2]
    await vi.waitFor(() => expect(neighbours.answer?.search.within).toEqual({ labels: [2] }))
    expect(neighbours.answer?.search.metric).toBe('cosine')
  })

  it('are asked of an approximate index only among all images', async () => {
    engine.features.list = [featureSetOf('first', 'fc7')]
    const neighbours = await asking()
    neighbours.settings.approximate = true
    await vi.waitFor(() => expect(neighbours.answer?.search.approximate).toBe(true))
    neighbours.labels = [2]
    await vi.waitFor(() => expect(neighbours.answer?.search.within).toEqual({ labels: [2] }))
    expect(neighbours.answer?.search.approximate).toBe(false)
  })

  it('are not searched where nothing is kept, or not all of it', async () => {
    engine.features.list = [
      featureSetOf('first', 'fc7', { state: 'partial' }),
      featureSetOf('first', 'conv1'),
    ]
    const neighbours = await asking()
    expect(neighbours.set?.state).toBe('partial')
    expect(neighbours.search).toBeNull()
    useContext().context.layer = 'conv1'
    await vi.waitFor(() => expect(neighbours.answer?.search.layer).toBe('conv1'))
  })

  it('appear when the job that computes the representations ends', async () => {
    const neighbours = await asking()
    const dataset = useDatasets().current
    if (!dataset) throw new Error('There is no dataset.')
    const layers = [{ layer: 'fc7', pooling: 'none' as const }]
    await useFeatureSets().start(dataset, { network: 'alpha', layers, precision: 'float32' })
    expect(useFeatureSets().jobOf('alpha')?.id).toBe('job1')
    await vi.waitFor(() => expect(engine.events.has('job1')).toBe(true))
    engine.features.list = [featureSetOf('first', 'fc7')]
    engine.push('job1', { state: 'finished' })
    engine.events.get('job1')?.end()
    await vi.waitFor(() => expect(neighbours.answer?.subjects).toHaveLength(2))
    expect(useFeatureSets().jobOf('alpha')).toBeNull()
  })
})
