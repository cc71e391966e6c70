import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { tinyNetwork } from '../../../test/tiny-network.ts'
import type { FeaturesSpec, MapSpec } from '../../contract/feature.ts'
import type { JobSpec, JobState } from '../../contract/job.ts'
import { science } from '../engine/science.ts'
import { startEngine } from '../engine/start.ts'
import { FeatureStore } from '../feature/store.ts'
import { writeGuise } from '../network/format/guise.ts'
import { withSentences } from './errors.ts'
import { router } from './router.ts'

/** An engine with a dataset of 8 × 12 rendered images and a tiny network, its contract called as a page calls it. */
async function started() {
  const folder = temporaryFolder()
  const engine = await startEngine(
    science,
    { workspace: join(folder, 'workspace'), backend: null },
    () => undefined,
  )
  onTestFinished(() => engine.close())
  const client = createRouterClient(router, { context: engine.context, interceptors: [withSentences] })
  await writeGuise(join(folder, 'tiny'), tinyNetwork())
  const { id: network } = await client.networks.open({ path: join(folder, 'tiny') })
  const { dataset, job } = await client.datasets.add({ path: 'synthetic:?images=12&size=32&seed=1' })
  await ended(job)
  const matrix = { dataset: dataset.id, network, layer: 'fc6', pooling: 'none' } as const

  async function ended(
    id: string,
  ): Promise<{ state: JobState; result: string | null; error: string | null }> {
    let last = { state: 'queued' as JobState, result: null as string | null, error: null as string | null }
    for await (const {
      job: { state, result, error },
    } of await client.jobs.watch({ id }))
      last = { state, result, error }
    return last
  }
  const run = async (spec: JobSpec) => ended((await client.jobs.start(spec)).id)
  return { engine, client, dataset, network, matrix, run }
}

const everything = { k: 5, metric: 'euclidean', within: {}, excludeSelf: true, approximate: false } as const

describe('the features of a dataset', () => {
  it('are kept by a job, and searched, ranked, mapped and removed', async () => {
    const { client, dataset, network, matrix, run, engine } = await started()
    const spec: FeaturesSpec = {
      ...{ kind: 'features', dataset: dataset.id, network, precision: 'float32' },
      layers: [{ layer: 'fc6', pooling: 'none' }],
    }
    const points = [{ kind: 'member', index: 40 } as const]
    await expect(client.features.neighbours({ ...matrix, ...everything, points })).rejects.toThrow(
      'The representations of Shapes and textures at fc6 are not all kept yet: extract them first.',
    )
    const kept = await run(spec)
    expect(kept).toMatchObject({ state: 'finished', error: null })
    expect(await client.features.list({ dataset: dataset.id })).toMatchObject([
      {
        key: kept.result,
        layer: 'fc6',
        width: 32,
        done: 96,
        count: 96,
        state: 'complete',
        predictions: true,
      },
    ])
    // The same again is there already.
    expect((await client.jobs.start(spec)).state).toBe('finished')

    const search = { ...matrix, ...everything, points }
    const { neighbours, searched, recall } = await client.features.neighbours(search)
    expect(neighbours[0]?.map(({ image }) => image.index)).not.toContain(40)
    const distances = neighbours[0]?.map(({ distance }) => distance) ?? []
    expect(distances).toEqual([...distances].sort((a, b) => a - b))
    expect([searched, recall]).toEqual([96, null])
    // The image taken out of the dataset is not its own neighbour either, whatever it is asked by.
    const [taken] = await client.datasets.take({ id: dataset.id, indexes: [40] })
    const asImage = [{ kind: 'image', hash: taken?.image?.hash ?? '', prepared: false } as const]
    const again = await client.features.neighbours({ ...search, points: asImage })
    expect(again.neighbours[0]?.map(({ image }) => image.index)).toEqual(
      neighbours[0]?.map(({ image }) => image.index),
    )
    const approximate = await client.features.neighbours({ ...search, approximate: true })
    expect(approximate.recall).toBeGreaterThan(0.9)

    const label = neighbours[0]?.[0]?.image.label ?? 0
    const within = await client.features.neighbours({ ...search, within: { labels: [label] }, k: 50 })
    expect(within.searched).toBe(12)
    expect(within.neighbours[0]?.every(({ image }) => image.label === label)).toBe(true)

    const statistics = await client.features.classStatistics({
      ...{ ...matrix, label: 3, metric: 'euclidean', nearest: 3, points },
    })
    expect(statistics.members).toBe(12)
    expect(statistics.meanNearest).toBeLessThan(statistics.meanPairwise ?? 0)
    expect(statistics.points[0]?.rank).toBeGreaterThanOrEqual(0)

    const { predictions, kept: fromDisk } = await client.features.predictions({
      dataset: dataset.id,
      network,
      index: 40,
    })
    expect([predictions.length, fromDisk]).toEqual([5, true])
    const { hash = '' } = (await client.networks.list()).find(({ id }) => id === network) ?? {}
    const shown = await client.datasets.image({ id: dataset.id, index: 40, network: hash })
    expect(shown.predicted).toMatchObject({ index: predictions[0]?.index, label: predictions[0]?.label })

    const mapSpec: MapSpec = {
      ...{
        ...matrix,
        kind: 'map',
        within: {},
        metric: 'euclidean',
        neighbours: 8,
        minDistance: 0.1,
        seed: 1,
        limit: 60,
      },
    }
    const { result } = await run(mapSpec)
    const map = await client.features.map({ key: result ?? '' })
    expect(map).toMatchObject({ count: 60, members: 96 })
    expect(engine.context.workspace.cache.read(map.points)?.length).toBe(8 * 60)
    const labels = engine.context.workspace.cache.read(map.labels) ?? Buffer.alloc(0)
    const indexes = engine.context.workspace.cache.read(map.indexes) ?? Buffer.alloc(0)
    for (let i = 0; i < 60; i++)
      expect(labels.readInt32LE(4 * i)).toBe(Math.floor(indexes.readInt32LE(4 * i) / 12))
    const [place] = await client.features.place({ key: map.key, points })
    expect(place?.x).toBeGreaterThanOrEqual(map.bounds.left)
    expect(place?.x).toBeLessThanOrEqual(map.bounds.right)

    expect(await client.features.remove({ key: kept.result ?? '' })).toEqual({ removed: true })
    await expect(client.features.map({ key: map.key })).rejects.toThrow('This map is not kept any more')
    expect(await client.features.list({ dataset: null })).toEqual([])
  })

  it('are stale once images are prepared in another way', async () => {
    const { client, dataset, network, run, engine } = await started()
    const layers = [{ layer: 'fc6', pooling: 'none' } as const]
    const { result } = await run({
      kind: 'features',
      dataset: dataset.id,
      network,
      precision: 'float32',
      layers,
    })
    const { manifest } = (await engine.context.features.open(result ?? '')) ?? {}
    if (manifest === undefined) throw new Error('Nothing was kept.')
    const { count, width, about } = manifest
    const older = { ...manifest.identity, preprocessing: 'nearest' }
    await FeatureStore.create(engine.context.features.folder, older, { count, width }, about)
    await client.features.remove({ key: result ?? '' })
    expect(await client.features.list({ dataset: dataset.id })).toMatchObject([
      { layer: 'fc6', state: 'stale' },
    ])
  })

  it('are refused with a sentence where something is not there', async () => {
    const { client, dataset, network, matrix } = await started()
    const spec = { kind: 'features', dataset: dataset.id, network, precision: 'float32' } as const
    const layers = [{ layer: 'fc99', pooling: 'none' } as const]
    await expect(client.jobs.start({ ...spec, layers })).rejects.toThrow(
      'The network Tiny has no layer “fc99”.',
    )
    await expect(client.jobs.start({ ...spec, network: 'none', layers })).rejects.toThrow(
      'There is no network “none”',
    )
    await expect(client.jobs.start({ ...spec, dataset: 'none', layers: [matrix] })).rejects.toThrow(
      'There is no dataset “none”',
    )
  })
})
