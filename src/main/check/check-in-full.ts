import type { Backend } from '../../contract/about.ts'
import type { CheckDetail } from '../../contract/check.ts'
import { checkKey } from './check-key.ts'
import { type CheckOptions, type CheckRequest, checkNetwork } from './check-network.ts'

/** Checks a network and says of the answer all that is to be kept with it. */
export async function checkInFull(
  request: CheckRequest & { readonly backend: Backend },
  options: CheckOptions = {},
): Promise<CheckDetail> {
  const { dataset, running, splits, limit, backend } = request
  const checked = await checkNetwork(request, options)
  return {
    ...checked,
    key: checkKey(running.hash, dataset.hash, { splits, limit }),
    network: running.id,
    networkTitle: running.network.data.card.title,
    networkHash: running.hash,
    dataset: dataset.id,
    datasetName: dataset.name,
    datasetHash: dataset.hash,
    splits: splits === null ? null : [...splits],
    limit,
    backend: backend.name,
    device: backend.device,
    createdAt: new Date().toISOString(),
  }
}
