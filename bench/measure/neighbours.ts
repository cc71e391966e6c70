import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Metric } from '../../src/contract/feature.ts'
import { alignedFloats } from '../../src/main/feature/aligned.ts'
import { identityOf } from '../../src/main/feature/identity.ts'
import { type Matrix, MemoryMatrix } from '../../src/main/feature/matrix.ts'
import { nearest } from '../../src/main/feature/neighbours.ts'
import { FeatureStore } from '../../src/main/feature/store.ts'
import { StoredMatrix } from '../../src/main/feature/stored-matrix.ts'
import * as tf from '../../src/main/tensor/tf.ts'
import { median } from '../statistics.ts'
import { timed } from './timed.ts'

export interface SearchSize {
  readonly rows: number
  readonly width: number
  readonly queries: number
  readonly k: number
}

/** The size. */
export const searchSize: SearchSize = { rows: 100_000, width: 4096, queries: 100, k: 10 }

/** Numbers like those behind a ReLU: half of them zero, the rest uniform. The same at every run. */
export function rectified(count: number, seed: number): Float32Array {
  const values = new Float32Array(count)
  let state = seed >>> 0
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    values[i] = Math.max(0, state / 2 ** 31 - 1)
  }
  return values
}

const SIDE = 2048
const REPEATS = 5

/** Floating-point operations a second (of the clock, and of processor time) of the machine's own product of two large matrices. */
export async function productRate(): Promise<{ perSecond: number; perProcessorSecond: number }> {
  const [a, b] = [tf.randomUniform<tf.Rank.R2>([SIDE, SIDE]), tf.randomUniform<tf.Rank.R2>([SIDE, SIDE])]
  const run = () =>
    timed(async () => {
      const product = tf.matMul(a, b, false, true)
      product.dataSync()
      product.dispose()
    })
  await run()
  const runs = []
  for (let i = 0; i < REPEATS; i++) runs.push(await run())
  tf.dispose([a, b])
  return {
    perSecond: (2 * SIDE ** 3) / median(runs.map(({ seconds }) => seconds)),
    perProcessorSecond: (2 * SIDE ** 3) / median(runs.map(({ processorSeconds }) => processorSeconds)),
  }
}

/**
 * Exact search of many queries at once, in memory and from disk, beside the rate of the machine's own matrix product taken in the same run:
 * `share` is the product's operations a second over that rate, by the clock and by processor time.
 */
export async function neighbourSearch(size: SearchSize = searchSize, repeats = 3) {
  const { rows, width, queries, k } = size
  const values = alignedFloats(rows * width)
  values.set(rectified(rows * width, 1))
  const asked = rectified(queries * width, 2)
  const folder = await mkdtemp(join(tmpdir(), 'guise-neighbours-'))
  try {
    const matrices = { memory: new MemoryMatrix(values, width), disk: await stored(folder, values, size) }
    const found = []
    for (const metric of ['euclidean', 'cosine'] as const) {
      for (const where of ['memory', 'disk'] as const) {
        found.push({ metric, where, ...(await searches(matrices[where], asked, metric, k, repeats)) })
      }
    }
    return { ...size, found }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function searches(matrix: Matrix, asked: Float32Array, metric: Metric, k: number, repeats: number) {
  const operations = 2 * matrix.count * asked.length
  const rounds = []
  for (let repeat = 0; repeat < repeats; repeat++) {
    const own = await productRate()
    const { seconds, processorSeconds } = await timed(() => nearest(matrix, asked, { k, metric }))
    rounds.push({
      seconds,
      processorSeconds,
      share: operations / seconds / own.perSecond,
      processorShare: operations / processorSeconds / own.perProcessorSecond,
    })
  }
  return {
    seconds: median(rounds.map(({ seconds }) => seconds)),
    share: median(rounds.map(({ share }) => share)),
    processorShare: median(rounds.map(({ processorShare }) => processorShare)),
    rounds,
  }
}

/** An empty matrix on disk, of no network and no dataset. */
export function benchStore(folder: string, { rows, width }: SearchSize): Promise<FeatureStore> {
  const identity = identityOf({ network: '', layer: 'bench', pooling: 'none', dataset: '' }, 'float32')
  return FeatureStore.create(folder, identity, { count: rows, width })
}

async function stored(folder: string, values: Float32Array, size: SearchSize): Promise<Matrix> {
  const { width } = size
  const store = await benchStore(folder, size)
  for (let chunk = 0; chunk < store.chunks; chunk++) {
    const { start, end } = store.range(chunk)
    const there = new Uint8Array(end - start).fill(1)
    await store.write(chunk, values.subarray(start * width, end * width), there)
  }
  return new StoredMatrix(store)
}
