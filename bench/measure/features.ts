import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FeatureLayer } from '../../src/contract/feature.ts'
import { type ExtractDataset, type ExtractOptions, extract } from '../../src/main/feature/extract.ts'
import { FitPool } from '../../src/main/feature/fit-pool.ts'
import { identityOf, predictionsIdentity } from '../../src/main/feature/identity.ts'
import { widthOf } from '../../src/main/feature/kept-features.ts'
import { FeatureStore } from '../../src/main/feature/store.ts'
import type { Network } from '../../src/main/network/network.ts'
import { median } from '../statistics.ts'
import { timed } from './timed.ts'

const BATCH = 16

/** Image files as a dataset without labels. */
async function filesOf(folder: string, count: number): Promise<ExtractDataset> {
  const names = (await readdir(folder)).sort()
  const nameAt = (index: number): string => names[index % names.length] ?? ''
  return {
    count,
    entry: (index) => ({ index, path: nameAt(index), label: null, split: null, unreadable: null }),
    item: async (index) => ({ file: join(folder, nameAt(index)) }),
    markUnreadable: (index, reason) => {
      throw new Error(`The image ${nameAt(index)} cannot be read: ${reason}`)
    },
  }
}

/**
 * Images a second kept at some layers, decoding and writing included, beside those of the network's forward pass to the same layers at
 * the same batch on images that are in memory; in turn, `rounds` times. The median ratio counts (aim: 0.9).
 */
export async function extractionRate(
  network: Network,
  folder: string,
  layers: readonly FeatureLayer[],
  count: number,
  rounds: number,
  options: ExtractOptions = {},
) {
  const dataset = await filesOf(folder, count)
  const pixels = await decoded(network, dataset)
  const { output } = network.data.card
  const blobs = [...layers.map(({ layer }) => layer), ...(output === undefined ? [] : [output])]
  await network.represent(pixels.slice(0, BATCH), blobs)
  const found = []
  for (let round = 0; round < rounds; round++) {
    const forward = await timed(async () => {
      for (let at = 0; at < count; at += BATCH) await network.represent(pixels.slice(at, at + BATCH), blobs)
    })
    const kept = await timed(() => extractOnce(network, dataset, layers, options))
    found.push({
      forwardPerSecond: count / forward.seconds,
      keptPerSecond: count / kept.seconds,
      ratio: forward.seconds / kept.seconds,
      /** The same of processor time: what decoding and writing take beside the network. */
      processorRatio: forward.processorSeconds / kept.processorSeconds,
    })
  }
  return {
    layers,
    count,
    batch: BATCH,
    ratio: median(found.map(({ ratio }) => ratio)),
    processorRatio: median(found.map(({ processorRatio }) => processorRatio)),
    rounds: found,
  }
}

async function decoded(network: Network, dataset: ExtractDataset): Promise<Float32Array[]> {
  const pool = new FitPool(network.data.card)
  const indexes = Array.from({ length: dataset.count }, (_, i) => i)
  const fitted = indexes.map(async (index) => pool.fit(await dataset.item(index), `${index}`))
  return Promise.all(fitted).finally(() => pool.close())
}

async function extractOnce(
  network: Network,
  dataset: ExtractDataset,
  layers: readonly FeatureLayer[],
  options: ExtractOptions,
) {
  const root = await mkdtemp(join(tmpdir(), 'guise-features-'))
  try {
    const targets = []
    for (const chosen of layers) {
      const identity = identityOf({ ...chosen, network: '', dataset: '' }, 'float32')
      const width = widthOf(network, chosen.layer, chosen.pooling)
      targets.push({
        ...chosen,
        store: await FeatureStore.create(root, identity, { count: dataset.count, width }),
      })
    }
    const size = { count: dataset.count, width: 10 }
    await extract(
      network,
      dataset,
      targets,
      await FeatureStore.create(root, predictionsIdentity('', ''), size),
      { batch: BATCH, ...options },
    )
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}
