import { useContext } from '../stores/context.ts'
import { useDatasets } from '../stores/datasets.ts'
import { useNetworks } from '../stores/networks.ts'
import type { JobKindText } from './kind.ts'

export const download: JobKindText<'download'> = {
  what: ({ subject, name }) => `Fetch the ${subject} ${name}`,
  detail: ({ mirror }) => (mirror === null ? '' : `from ${new URL(mirror).host}`),
  images: () => [],
  async show({ spec, result }) {
    if (spec.subject === 'dataset') {
      if (result !== null) useDatasets().choose(result)
      return { name: 'datasets' }
    }
    await useNetworks().load()
    if (result !== null) useContext().chooseNetwork(result)
    return { name: 'networks' }
  },
}
