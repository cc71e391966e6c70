import { createHash } from 'node:crypto'
import type { FeaturesSpec } from '../../../contract/feature.ts'
import { identityOf, keyOf, type MatrixOf } from '../../feature/identity.ts'
import { JobRefused } from '../../job/refused.ts'
import type { Worker } from '../../job/worker.ts'
import type { EngineParts } from '../parts.ts'

/** Keeps a dataset's representations and predictions. What a job makes is named by its first layer's matrix. */
export function featuresWorker({ networks, loaded, datasets, features }: EngineParts): Worker<FeaturesSpec> {
  return {
    kind: 'features',
    lane: 'compute',
    unit: 'images',

    async prepare(spec) {
      const network = await networks.find(spec.network)
      if (network === undefined)
        throw new JobRefused(
          `There is no network “${spec.network}”: open it first, or choose one of the list.`,
        )
      for (const { layer } of spec.layers) {
        if (!network.layers.some(({ name }) => name === layer))
          throw new JobRefused(`The network ${network.title} has no layer “${layer}”.`)
      }
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
      datasets.use(spec.dataset, async (dataset) => {
        const hash = (await networks.find(spec.network))?.hash
        return loaded.use(
          spec.network,
          async (running) => {
            const { stores, unreadable } = await features.extract(
              dataset,
              running,
              spec.layers,
              spec.precision,
              {
                signal,
                onProgress: (done, total) => onProgress({ done, total }),
              },
            )
            if (unreadable > 0) onProgress({ note: `${unreadable} of the images could not be read` })
            return stores[0]?.key ?? null
          },
          hash,
        )
      }),

    holds: (result) => features.has(result),
  }
}
