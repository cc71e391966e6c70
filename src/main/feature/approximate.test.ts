import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { seeded } from '../../../test/tiny-network.ts'
import { startBackend } from '../tensor/backend.ts'
import { approximateIndex } from './approximate.ts'
import { FeatureStore } from './store.ts'

beforeAll(async () => {
  await startBackend()
})

const WIDTH = 16
const COUNT = 2000
/** A row that is not there. */
const ABSENT = 1234

async function noiseStore(): Promise<FeatureStore> {
  const identity = {
    network: 'n',
    layer: 'fc7',
    pooling: 'none',
    dataset: 'd',
    preprocessing: 'p',
    precision: 'float32',
  } as const
  const store = await FeatureStore.create(temporaryFolder(), identity, { count: COUNT, width: WIDTH })
  const random = seeded(1)
  for (let chunk = 0; chunk < store.chunks; chunk++) {
    const { start, end } = store.range(chunk)
    const values = Float32Array.from({ length: (end - start) * WIDTH }, random)
    const there = Uint8Array.from({ length: end - start }, (_, i) => (start + i === ABSENT ? 0 : 1))
    await store.write(chunk, values, there)
  }
  return store
}

describe.each(['euclidean', 'cosine'] as const)('the approximate index by %s distance', (metric) => {
  it('finds most of the nearest, says how many, and is the same when it is opened again', async () => {
    const store = await noiseStore()
    const built = await approximateIndex(store, metric)
    expect(built.recall).toBeGreaterThan(0.9)
    expect(built.recall).toBeLessThanOrEqual(1)
    const opened = await approximateIndex(store, metric)
    expect(opened.recall).toBe(built.recall)
    const row = (await store.row(77)) ?? new Float32Array()
    const candidates = opened.candidates(row, 20)
    expect(candidates).toContain(77)
    expect(new Set(candidates).size).toBe(20)
    expect(opened.candidates(row, COUNT)).not.toContain(ABSENT)
  })
})
