import { type ShallowRef, shallowRef, watch } from 'vue'
import type { DatasetImageDetail } from '../../../contract/dataset.ts'
import { useBackend } from '../../backend/backend.ts'
import { useGallery } from '../../stores/datasets-gallery.ts'
import { useGallerySelection } from '../../stores/datasets-selection.ts'
import { useNotices } from '../../stores/notices.ts'

/** A key held down passes many images; only one that stays so long is asked about, in milliseconds. */
const STAY_MS = 120

/** All the facts about the image with the gallery's focus; null until they are there. */
export function useDetail(): Readonly<ShallowRef<DatasetImageDetail | null>> {
  const gallery = useGallery()
  const selection = useGallerySelection()
  const notices = useNotices()
  const detail = shallowRef<DatasetImageDetail | null>(null)

  const asked = () => ({
    id: gallery.view?.query.id,
    hash: gallery.view?.hash,
    network: gallery.network,
    index: selection.activeImage?.index,
  })
  watch(
    () => JSON.stringify(asked()),
    (_now, _before, onCleanup) => {
      const { id, index, network } = asked()
      if (id === undefined || index === undefined) {
        detail.value = null
        return
      }
      let stale = false
      const timer = setTimeout(async () => {
        const answer = await notices.attempt(() =>
          useBackend().client.datasets.image({ id, index, ...(network ? { network } : {}) }),
        )
        if (!stale) detail.value = answer ?? null
      }, STAY_MS)
      onCleanup(() => {
        stale = true
        clearTimeout(timer)
      })
    },
    { immediate: true },
  )
  return detail
}
