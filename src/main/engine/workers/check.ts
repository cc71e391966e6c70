import type { CheckSpec } from '../../../contract/check.ts'
import { checkInFull } from '../../check/check-in-full.ts'
import { checkKey } from '../../check/check-key.ts'
import { chosenMembers } from '../../check/members.ts'
import { JobRefused } from '../../job/refused.ts'
import type { Worker } from '../../job/worker.ts'
import { knownNetwork } from '../../zoo/known-network.ts'
import type { EngineParts } from '../parts.ts'
import { withNetwork } from './networks.ts'

/** Runs networks on datasets and compares what they say with the labels. */
export function checkWorker(parts: EngineParts): Worker<CheckSpec> {
  const { workspace, backend, networks, datasets, features } = parts
  return {
    kind: 'check',
    lane: 'compute',
    unit: 'images',

    async prepare({ network: id, dataset: datasetId, splits, limit }) {
      const network = await knownNetwork(networks, id)
      if (network.classes === 0)
        throw new JobRefused(
          `The network ${network.title} tells no classes apart, so there is nothing to check.`,
        )
      return datasets.use(datasetId, async (dataset) => {
        if (dataset.classes.length === 0)
          throw new JobRefused(`The dataset ${dataset.name} has no labels, so there is nothing to check.`)
        const unknown = splits?.find((name) => !dataset.splits.includes(name))
        if (unknown !== undefined)
          throw new JobRefused(`The dataset ${dataset.name} has no split “${unknown}”.`)
        const key = checkKey(network.hash, dataset.hash, { splits, limit })
        const total = chosenMembers(dataset, { splits, limit }).length
        return { key, total, ...(workspace.checks.has(key) ? { done: key } : {}) }
      })
    },

    run: ({ spec }, { signal, onProgress }) =>
      datasets.use(spec.dataset, (dataset) =>
        withNetwork(parts, spec.network, async (running) => {
          const { splits, limit } = spec
          const request = { dataset, running, kept: features, splits, limit, backend }
          const check = await checkInFull(request, {
            signal,
            onProgress: (done, total, share) =>
              onProgress({ done, total, ...(share === undefined ? {} : { figure: share }) }),
          })
          workspace.checks.put(check)
          const { undecodable } = check
          if (undecodable > 0) onProgress({ note: `${undecodable} of the images could not be read` })
          return check.key
        }),
      ),

    holds: (key) => workspace.checks.has(key),
  }
}
