import { significant } from '../format/number.ts'
import { useNetworks } from '../stores/networks.ts'
import type { JobKindText } from './kind.ts'

const counted = (count: number, one: string, several: string): string =>
  count === 1 ? one : `${count} ${several}`

export const inversion: JobKindText<'inversion'> = {
  what: ({ images, network, layer }) =>
    `Inversion of ${counted(images.length, 'an image', 'images')} · ${useNetworks().titleOf(network)} · ${layer}`,
  detail: ({ settings: { optimiser }, restarts }) => {
    const steps =
      optimiser.name === 'adam'
        ? optimiser.steps
        : optimiser.phases.reduce((sum, phase) => sum + phase.steps, 0)
    return restarts === 1 ? `${steps} steps` : `${steps} steps from each of ${restarts} starts`
  },
  figure: ({ figure }) => (figure === null ? '' : `objective ${significant(figure)}`),
  images: ({ images }) => images.slice(0, 2).map((hash) => ({ hash })),
  show: () => ({ name: 'internals' }),
}
