import { samplePhotographs } from '../dataset/samples.ts'
import { guiseVersion } from '../experiment/version.ts'
import { Network } from '../network/network.ts'
import { openNetwork, shippedNetworks } from '../network/open.ts'
import { validate } from '../network/validate.ts'
import { startBackend } from '../tensor/backend.ts'
import type { Science } from './start.ts'
import { networkSummary } from './summary.ts'
import { engineWorkers } from './workers/workers.ts'

/** The rooms of the science, as the engine is wired with them. */
export const science: Science = {
  version: guiseVersion,
  shipped: shippedNetworks(),
  summarise: async (path, options) => {
    const network = await openNetwork(path, options)
    validate(network)
    return networkSummary(network)
  },
  photographs: samplePhotographs,
  startBackend: (prefer) => startBackend({ prefer }),
  load: async (id, options) => {
    const opened = await openNetwork(id, options)
    return { id, hash: opened.hash, network: Network.load(opened) }
  },
  workers: engineWorkers,
}
