import { useContext } from '../stores/context.ts'
import { useDatasets } from '../stores/datasets.ts'
import { useNetworks } from '../stores/networks.ts'
import type { JobKindText } from './kind.ts'

export const features: JobKindText<'features'> = {
  what: ({ dataset, network, layers }) => {
    const names = layers.map(({ layer }) => layer).join(', ')
    return `Representations of ${useDatasets().nameOf(dataset)} · ${useNetworks().titleOf(network)} · ${names}`
  },
  detail: ({ precision }) => precision,
  images: () => [],
  show({ spec }) {
    const context = useContext()
    useDatasets().choose(spec.dataset)
    context.chooseNetwork(spec.network)
    if (spec.layers[0]) context.context.layer = spec.layers[0].layer
    return { name: 'neighbours' }
  },
}
