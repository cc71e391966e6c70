import { createHash } from 'node:crypto'
import type { FeaturesSpec } from '../../../contract/feature.ts'
import { identityOf, keyOf, type MatrixOf } from '../../feature/identity.ts'
import type { Worker } from '../../job/worker.ts'
import { knownNetwork } from '../../zoo/known-network.ts'
import type { EngineParts } from '../parts.ts'
import { checkLayer, withNetwork } from './networks.ts'

/** Keeps a dataset's representations and predictions. What a job makes is named by its first layer's matrix. */
export function featuresWorker(parts: EngineParts): Worker<FeaturesSpec> {
  const { networks, datasets, features } = parts
  return {
    kind: 'features',
    lane: 'compute',
    unit: 'images',

    async prepare(spec) {
      const network = await knownNetwork(networks, spec.network)
      for (const { layer } of spec.layers) checkLayer(network, layer)
      return datasets.use(spec.dataset, async (dataset) => {
        const matrices = spec.layers.map(
          (chosen): MatrixOf => ({ ...chosen, network: network.hash, dataset: dataset.hash }),
        )
        const keys = matrices.map((matrix) => keyOf(identityOf(matrix, spec.precision)))
        const key = createHash('sha256').update(keys.join()).digest('hex')
        const complete = await features.complete(matrices, spec.precision, network.classes > 0)
        return { key, total: dataset.count, ...(complete ? { done: keys[0] ?? key } : {}) }
      })
    },

    run: ({ spec }, { signal, onProgress }) =>
      datasets.use(spec.dataset, (dataset) =>
        withNetwork(parts, spec.network, async (running) => {
          const { layers, precision } = spec
          const { stores, unreadable } = await features.extract(dataset, running, layers, precision, {
            signal,
            onProgress: (done, total) => onProgress({ done, total }),
          })
          if (unreadable > 0) onProgress({ note: `${unreadable} of the images could not be read` })
          return stores[0]?.key ?? null
        }),
      ),

    holds: (result) => features.has(result),
  }
}
