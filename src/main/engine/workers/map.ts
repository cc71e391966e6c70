import type { MapSpec } from '../../../contract/feature.ts'
import { hasMap, keepMap, mapKey } from '../../feature/kept-map.ts'
import { mapRows } from '../../feature/map.ts'
import { StoredMatrix } from '../../feature/stored-matrix.ts'
import { rowsWithin } from '../../feature/within.ts'
import type { Worker } from '../../job/worker.ts'
import { knownNetwork } from '../../zoo/known-network.ts'
import type { EngineParts } from '../parts.ts'

/** Lays kept representations out in two dimensions. */
export function mapWorker({ networks, datasets, features }: EngineParts): Worker<MapSpec> {
  /** The matrix and the rows that a spec means. Throws where they are not there. */
  const find = async (spec: MapSpec) => {
    const network = await knownNetwork(networks, spec.network)
    return datasets.use(spec.dataset, async (dataset) => {
      const { layer, pooling } = spec
      const matrix = { network: network.hash, dataset: dataset.hash, layer, pooling }
      const rows = rowsWithin(dataset, spec.within)
      return { store: await features.need(matrix, dataset.name), rows, count: dataset.count }
    })
  }
  const settingsOf = ({ metric, neighbours, minDistance, seed, limit }: MapSpec) => ({
    ...{ metric, neighbours, minDistance, seed, limit },
  })

  return {
    kind: 'map',
    lane: 'compute',
    unit: 'steps',

    async prepare(spec) {
      const { store, rows } = await find(spec)
      const key = mapKey(store.key, rows, settingsOf(spec))
      return { key, ...(hasMap(features, key) ? { done: key } : {}) }
    },

    async run({ spec }, { signal, onProgress }) {
      const { store, rows, count } = await find(spec)
      const settings = settingsOf(spec)
      const all = rows ?? Int32Array.from({ length: count }, (_, i) => i)
      const map = await mapRows(new StoredMatrix(store), all, settings, {
        signal,
        onProgress: (done, total) => onProgress({ done, total }),
      })
      const key = mapKey(store.key, rows, settings)
      await keepMap(features, key, { ...map, store: store.key, settings })
      return key
    },

    holds: (result) => hasMap(features, result),
  }
}
