import { useRouter } from 'vue-router'
import type { CheckDetail } from '../../../contract/check.ts'
import { type GalleryFilter, NO_FILTER } from '../../gallery/filter.ts'
import { useContext } from '../../stores/context.ts'
import { useDatasets } from '../../stores/datasets.ts'
import { useGallery } from '../../stores/datasets-gallery.ts'

/** Leads to the Datasets view with the images of a check that a filter leaves. */
export function useShowImages(check: () => CheckDetail): (filter: Partial<GalleryFilter>) => void {
  const router = useRouter()
  const datasets = useDatasets()
  const gallery = useGallery()
  const context = useContext()
  return (filter) => {
    const { network, dataset, splits } = check()
    context.chooseNetwork(network)
    datasets.choose(dataset)
    gallery.filter = { ...NO_FILTER, splits: splits ?? [], ...filter }
    void router.push({ name: 'datasets' })
  }
}
