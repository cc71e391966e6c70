import { type ShallowRef, shallowRef, watch } from 'vue'
import type { Prediction } from '../../../contract/measures.ts'
import { useBackend } from '../../backend/backend.ts'
import { useContext } from '../../stores/context.ts'
import { useNotices } from '../../stores/notices.ts'

/** What the chosen network sees in a dataset's image, the five most probable first; null until it is known. */
export function useTopFive(
  image: () => { readonly dataset: string; readonly index: number } | null,
): Readonly<ShallowRef<readonly Prediction[] | null>> {
  const context = useContext()
  const notices = useNotices()
  const found = shallowRef<readonly Prediction[] | null>(null)

  watch(
    () => JSON.stringify([image(), context.network?.id]),
    async (_now, _before, onCleanup) => {
      let stale = false
      onCleanup(() => (stale = true))
      found.value = null
      const asked = image()
      const network = context.network?.id
      if (!asked || !network) return
      const answer = await notices.attempt(() =>
        useBackend().client.features.predictions({ ...asked, network }),
      )
      if (!stale) found.value = answer?.predictions ?? null
    },
    { immediate: true },
  )
  return found
}
