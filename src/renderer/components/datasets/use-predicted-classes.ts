import { type ShallowRef, shallowRef, watch } from 'vue'
import { useBackend } from '../../backend/backend.ts'
import { useGallery } from '../../stores/datasets-gallery.ts'
import { useNotices } from '../../stores/notices.ts'
import type { Choice } from './choice.ts'

/** The classes that the chosen network sees in the whole dataset, for the filter; empty where nothing is predicted. */
export function usePredictedClasses(): Readonly<ShallowRef<readonly Choice<number>[]>> {
  const gallery = useGallery()
  const notices = useNotices()
  const choices = shallowRef<readonly Choice<number>[]>([])

  watch(
    () => {
      const { query, predictions } = gallery.view ?? {}
      return query?.network && predictions ? `${query.id} ${query.network} ${predictions}` : null
    },
    async (wanted) => {
      choices.value = []
      const { id, network } = gallery.view?.query ?? {}
      if (!wanted || !id || !network) return
      const grouped = await notices.attempt(() =>
        useBackend().client.datasets.query({ id, network, group: 'predicted' }),
      )
      choices.value = (grouped?.groups ?? []).flatMap(({ value, name, count }) =>
        value === null ? [] : [{ value, name, count }],
      )
    },
    { immediate: true },
  )
  return choices
}
