import { useDatasets } from '../stores/datasets.ts'
import type { JobKindText } from './kind.ts'

export const indexDataset: JobKindText<'index'> = {
  what: ({ dataset }) => `Images of ${useDatasets().nameOf(dataset)}`,
  detail: () => 'indexing',
  images: () => [],
  show({ spec }) {
    useDatasets().choose(spec.dataset)
    return { name: 'datasets' }
  },
}
