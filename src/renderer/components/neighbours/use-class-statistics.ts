import { type ShallowRef, shallowRef, watch } from 'vue'
import type { ClassStatistics } from '../../../contract/feature.ts'
import { useBackend } from '../../backend/backend.ts'
import type { ShownNeighbours } from '../../stores/neighbours.ts'
import { useNotices } from '../../stores/notices.ts'

/** Neighbours that a rank is taken over, as the paper does. */
const NEAREST = 3

/** Distances within the class that was searched, and where the images asked about stand in it; null for more than one class. */
export function useClassStatistics(
  answer: () => ShownNeighbours,
): Readonly<ShallowRef<ClassStatistics | null>> {
  const notices = useNotices()
  const found = shallowRef<ClassStatistics | null>(null)

  watch(
    answer,
    async ({ search }, _, onCleanup) => {
      let stale = false
      onCleanup(() => (stale = true))
      found.value = null
      const { dataset, network, layer, pooling, metric, points, within } = search
      const [label, ...others] = within.labels ?? []
      if (label === undefined || label === null || others.length > 0) return
      const statistics = await notices.attempt(() =>
        useBackend().client.features.classStatistics({
          dataset,
          network,
          layer,
          pooling,
          metric,
          label,
          ...(within.splits ? { splits: within.splits } : {}),
          nearest: NEAREST,
          points,
        }),
      )
      if (!stale) found.value = statistics ?? null
    },
    { immediate: true },
  )
  return found
}
