import { existsSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { withDataset } from '../../src/main/cli/kept.ts'
import { layerName } from '../../src/main/feature/kept-features.ts'
import { nearest } from '../../src/main/feature/neighbours.ts'
import { readRows } from '../../src/main/feature/rows.ts'
import type { FeatureStore } from '../../src/main/feature/store.ts'
import { StoredMatrix } from '../../src/main/feature/stored-matrix.ts'
import { rowsWithin } from '../../src/main/feature/within.ts'
import { PeerProcess } from './process.ts'

const K = 3
const answerSchema = z.object({ index: z.array(z.array(z.int())) })

/**
 * How far a label is shared by a validation image's three nearest training images, at every matrix that is kept whole of a dataset of a
 * workspace: ours beside scikit-learn's on the same vectors. `same` is the share of neighbours that both name.
 */
export async function compareAgreement(python: string, threads: number, workspace: string, id: string) {
  if (!existsSync(join(workspace, 'datasets', id))) return []
  const peer = new PeerProcess(python, './neighbours.py')
  const folder = await mkdtemp(join(tmpdir(), 'guise-peer-agreement-'))
  try {
    return await withDataset({ workspace, dataset: id }, async (dataset, kept) => {
      const [train, val] = ['train', 'val'].map((split) => rowsWithin(dataset, { splits: [split] }))
      if (train === undefined || val === undefined) return []
      const found = []
      for (const store of await kept.list()) {
        const { identity, width } = store.manifest
        const { layer, pooling } = identity
        if (pooling === 'top5' || identity.dataset !== dataset.hash) continue
        if ((await store.missing({ verify: false })).length > 0) continue
        const asked = await readRows(new StoredMatrix(store), val)
        const options = { k: K, metric: 'euclidean', rows: train } as const
        const ours = (await nearest(new StoredMatrix(store), asked.values, options)).index
        const files = { rows: join(folder, 'rows.f32'), queries: join(folder, 'queries.f32') }
        const searched = await exported(store, train, files.rows)
        await exported(store, val, files.queries)
        const request = { command: 'search', ...files, width, k: K, metric: 'euclidean', threads }
        const { index } = await peer.ask({ ...request, library: 'scikit-learn' }, answerSchema)
        const theirs = Int32Array.from(index.flat(), (place) => searched[place] ?? -1)
        const share = (rows: Int32Array) => agreement(rows, asked.rows, dataset.labels)
        found.push({
          layer: layerName({ layer, pooling }),
          ...{ width, train: searched.length, val: asked.rows.length },
          ...{ ours: share(ours), scikitLearn: share(theirs) },
          same: ours.reduce((count, row, i) => count + (row === theirs[i] ? 1 : 0), 0) / ours.length,
        })
      }
      return found
    })
  } finally {
    peer.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Writes rows as raw float32, and returns which were there. */
async function exported(store: FeatureStore, rows: Int32Array, path: string): Promise<number[]> {
  const file = await open(path, 'w')
  const there: number[] = []
  try {
    for await (const block of new StoredMatrix(store).blocks({ rows, numbers: 2 ** 22 })) {
      const { width } = store.manifest
      for (const [i, row] of block.rows.entries()) {
        if (Number.isNaN(block.norms[i])) continue
        there.push(row)
        await file.writeFile(block.values.slice(i * width, (i + 1) * width))
      }
    }
  } finally {
    await file.close()
  }
  return there
}

/** The share of neighbours (three a row) whose label is the row's. */
const agreement = (neighbours: Int32Array, rows: Int32Array, labels: Int32Array): number =>
  neighbours.reduce(
    (count, other, i) => count + (labels[other] === labels[rows[Math.floor(i / K)] ?? -1] ? 1 : 0),
    0,
  ) / neighbours.length
