import { type ShallowRef, shallowRef, watch } from 'vue'
import type { FeatureSet, Neighbour } from '../../../contract/feature.ts'
import { useBackend } from '../../backend/backend.ts'
import { useNotices } from '../../stores/notices.ts'

const MOST = 6

/** The members nearest to one of a dataset's images, itself left out; empty until they are known. */
export function useNearest(
  asked: () => { readonly set: FeatureSet; readonly index: number } | null,
): Readonly<ShallowRef<readonly Neighbour[]>> {
  const notices = useNotices()
  const found = shallowRef<readonly Neighbour[]>([])

  watch(
    () => JSON.stringify([asked()?.set.key, asked()?.index]),
    async (_now, _before, onCleanup) => {
      let stale = false
      onCleanup(() => (stale = true))
      found.value = []
      const wanted = asked()
      if (!wanted) return
      const { dataset, network, layer, pooling } = wanted.set
      const answer = await notices.attempt(() =>
        useBackend().client.features.neighbours({
          dataset,
          network,
          layer,
          pooling,
          points: [{ kind: 'member', index: wanted.index }],
          k: MOST,
          metric: 'euclidean',
          within: {},
          excludeSelf: true,
          approximate: false,
        }),
      )
      if (!stale) found.value = answer?.neighbours[0] ?? []
    },
    { immediate: true },
  )
  return found
}
