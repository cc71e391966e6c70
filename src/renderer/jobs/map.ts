import { useContext } from '../stores/context.ts'
import { useDatasets } from '../stores/datasets.ts'
import { useNetworks } from '../stores/networks.ts'
import type { JobKindText } from './kind.ts'

export const map: JobKindText<'map'> = {
  what: ({ dataset, network, layer }) =>
    `Map of ${useDatasets().nameOf(dataset)} · ${useNetworks().titleOf(network)} · ${layer}`,
  detail: ({ neighbours }) => `${neighbours} neighbours kept`,
  images: () => [],
  show({ spec }) {
    const context = useContext()
    useDatasets().choose(spec.dataset)
    context.chooseNetwork(spec.network)
    context.context.layer = spec.layer
    return { name: 'neighbours' }
  },
}
