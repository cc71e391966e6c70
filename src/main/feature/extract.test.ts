import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type PixelDataset, pixelDataset } from '../../../test/fakes/pixel-dataset.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { tinyNetwork } from '../../../test/tiny-network.ts'
import type { Pooling } from '../../contract/feature.ts'
import { Network } from '../network/network.ts'
import { startBackend } from '../tensor/backend.ts'
import { type ExtractOptions, extract } from './extract.ts'
import { PREPROCESSING } from './identity.ts'
import { FeatureStore } from './store.ts'
import { readTopFive } from './top-five.ts'

beforeAll(async () => {
  await startBackend()
})

const SIDE = 24
/** Two chunks of 256 rows and a part of one. */
const COUNT = 530
const layers = [
  { layer: 'fc6', pooling: 'none', width: 32 },
  { layer: 'pool1', pooling: 'none', width: 200 },
  { layer: 'pool1', pooling: 'mean', width: 8 },
] as const satisfies { layer: string; pooling: Pooling; width: number }[]

class Setup {
  readonly root = temporaryFolder()
  readonly network = Network.load(tinyNetwork())
  evaluated = 0
  readonly counting = {
    blobs: this.network.blobs,
    data: this.network.data,
    represent: (...[images, blobs]: Parameters<Network['represent']>) => {
      this.evaluated += images.length
      return this.network.represent(images, blobs)
    },
  }

  store(dataset: PixelDataset, layer: string, pooling: Pooling | 'top5', width: number) {
    const identity = {
      network: 'tiny',
      layer,
      pooling,
      dataset: dataset.hash,
      preprocessing: PREPROCESSING,
      precision: 'float32',
    } as const
    return FeatureStore.create(this.root, identity, { count: dataset.count, width })
  }

  async run(dataset: PixelDataset, options: ExtractOptions = {}) {
    const targets = await Promise.all(
      layers.map(async ({ layer, pooling, width }) => ({
        layer,
        pooling,
        store: await this.store(dataset, layer, pooling, width),
      })),
    )
    const predictions = await this.store(dataset, 'prob', 'top5', 10)
    const counts = await extract(this.counting, dataset, targets, predictions, { threads: 1, ...options })
    return { counts, targets, predictions }
  }
}

/** The largest difference, relative to the largest number: batches of other sizes round otherwise. */
function farthest(found: Float32Array | undefined, expected: Float32Array = new Float32Array()): number {
  if (found?.length !== expected.length) return Number.NaN
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(value - (found[i] ?? 0)) / scale), 0)
}

describe('extraction', () => {
  it('keeps what the network says of each image, at several layers in one pass', async () => {
    const setup = new Setup()
    const dataset = pixelDataset(COUNT, SIDE, [5, 300])
    const told: number[] = []
    const { counts, targets, predictions } = await setup.run(dataset, {
      onProgress: (done) => told.push(done),
    })
    expect(counts).toEqual({ evaluated: COUNT - 2, unreadable: 2 })
    expect(setup.evaluated).toBe(COUNT - 2)
    expect(told[0]).toBe(0)
    expect(told.at(-1)).toBe(COUNT)

    const images = [0, 255, 256, COUNT - 1]
    const pixels = images.map((index) => dataset.pixels(index))
    const expected = await setup.network.represent(pixels, ['fc6', 'pool1'])
    const classes = await setup.network.predict(pixels, 5)
    for (const [i, index] of images.entries()) {
      const flat = expected.get('pool1')?.[i] ?? new Float32Array()
      expect(farthest(await targets[0]?.store.row(index), expected.get('fc6')?.[i])).toBeLessThan(1e-5)
      expect(farthest(await targets[1]?.store.row(index), flat)).toBeLessThan(1e-5)
      const mean = (await targets[2]?.store.row(index)) ?? new Float32Array()
      expect(mean[3]).toBeCloseTo(
        Array.from({ length: 25 }, (_, at) => (flat[8 * at + 3] ?? 0) / 25).reduce((a, b) => a + b),
        6,
      )
      const kept = readTopFive(
        (await predictions.row(index)) ?? new Float32Array(),
        setup.network.data.card.labels,
      )
      expect(kept.map(({ label }) => label)).toEqual(classes[i]?.map(({ label }) => label))
      kept.forEach(({ probability }, place) => {
        expect(probability).toBeCloseTo(classes[i]?.[place]?.probability ?? Number.NaN, 6)
      })
    }
    expect(await targets[0]?.store.row(300)).toBeUndefined()
    expect(dataset.reasons.get(300)).toBe('The image 300.png is damaged.')
  })

  it('computes only what is missing when it is run again', async () => {
    const setup = new Setup()
    const dataset = pixelDataset(COUNT, SIDE)
    const { targets } = await setup.run(dataset)
    expect((await setup.run(dataset)).counts.evaluated).toBe(0)
    const chunks = join(targets[0]?.store.folder ?? '', 'chunks')
    writeFileSync(join(chunks, readdirSync(chunks).sort()[1] ?? ''), 'damaged')
    dataset.asked.fill(0)
    const told: number[] = []
    const again = await setup.run(dataset, { onProgress: (done) => told.push(done) })
    expect(again.counts.evaluated).toBe(256)
    expect(told[0]).toBe(COUNT - 256)
    expect([...dataset.asked.keys()].filter((i) => dataset.asked[i] !== 0)).toEqual(
      Array.from({ length: 256 }, (_, i) => 256 + i),
    )
  })

  it('leaves what cannot be got at for another time, and says so at the end', async () => {
    const setup = new Setup()
    const dataset = pixelDataset(COUNT, SIDE)
    for (const index of [300, 301, COUNT - 1]) dataset.away.add(index)
    await expect(setup.run(dataset)).rejects.toThrow(
      'The image 300.png cannot be read: there is no such file. 2 more could not be got at either. What was computed of the others is kept: bring the files back or refresh the dataset, then start again.',
    )
    expect(dataset.reasons.size).toBe(0)
    dataset.away.clear()
    const { counts, targets } = await setup.run(dataset)
    expect(counts).toEqual({ evaluated: COUNT - 256, unreadable: 0 })
    expect(await targets[0]?.store.row(300)).toBeDefined()
  })

  it('stops when it is told to, and loses no more than the chunk it was at', async () => {
    const setup = new Setup()
    const dataset = pixelDataset(COUNT, SIDE)
    const controller = new AbortController()
    const stopped = setup.run(dataset, {
      signal: controller.signal,
      onProgress: (done) => {
        if (done >= 400) controller.abort()
      },
    })
    await expect(stopped).rejects.toThrow(/abort/)
    expect((await setup.run(dataset)).counts.evaluated).toBe(COUNT - 256)
  })
})
