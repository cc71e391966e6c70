import { percent } from '../format/number.ts'
import { useContext } from '../stores/context.ts'
import { useDatasets } from '../stores/datasets.ts'
import { useNetworks } from '../stores/networks.ts'
import { useNetworkPage } from '../stores/networks-page.ts'
import type { JobKindText } from './kind.ts'

export const check: JobKindText<'check'> = {
  what: ({ network, dataset }) =>
    `Check ${useNetworks().titleOf(network)} on ${useDatasets().nameOf(dataset)}`,
  detail: ({ splits, limit }) =>
    [...(splits ?? []), ...(limit === null ? [] : [`at most ${limit} images`])].join(', '),
  figure: ({ figure }) => (figure === null ? '' : `${percent(figure)} right`),
  images: () => [],
  show({ spec, result }) {
    useContext().chooseNetwork(spec.network)
    const page = useNetworkPage()
    page.tab = 'check'
    if (result !== null) page.check = result
    return { name: 'networks' }
  },
}
