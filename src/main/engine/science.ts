import { samplePhotographs } from '../dataset/samples.ts'
import { guiseVersion } from '../experiment/version.ts'
import { openNetwork, shippedNetworks } from '../network/open.ts'
import { validate } from '../network/validate.ts'
import { startBackend } from '../tensor/backend.ts'
import { networkMaker } from './maker.ts'
import type { Science } from './start.ts'
import { networkSummary } from './summary.ts'

/** The rooms of the science, as the engine is wired with them. */
export const science: Science = {
  version: guiseVersion,
  shipped: shippedNetworks(),
  summarise: async (path, labels) => {
    const network = await openNetwork(path, labels === undefined ? {} : { labels })
    validate(network)
    return networkSummary(network)
  },
  photographs: samplePhotographs,
  startBackend: (prefer) => startBackend({ prefer }),
  maker: (backend, workspace) =>
    networkMaker(backend, (id) => {
      const labels = workspace.networks.list().find(({ path }) => path === id)?.labels
      return openNetwork(id, labels ? { labels } : {})
    }),
}
