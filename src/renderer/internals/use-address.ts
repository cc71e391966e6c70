import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useInternals } from '../stores/internals.ts'
import { useNetworks } from '../stores/networks.ts'
import { useNotices } from '../stores/notices.ts'
import { useResults } from '../stores/results.ts'
import { useStage } from '../stores/stage.ts'
import { placeOf, queryOf, samePlace } from './address.ts'

/**
 * Keeps the view and its address the same: the address opens what it says, and says what is shown. Without a key, as from the
 * rail, it is what was looked at last, or the result on the Pair view's stage.
 */
export function useAddress(): void {
  const route = useRoute()
  const router = useRouter()
  const internals = useInternals()
  const networks = useNetworks()
  const results = useResults()
  const stage = useStage()
  const notices = useNotices()

  function say(): void {
    const { place } = internals
    if (!place || route.name !== 'internals') return
    if (!samePlace(placeOf(route.params.key, route.query), place))
      void router.replace({ name: 'internals', params: { key: place.key }, query: queryOf(place) })
  }

  async function follow(): Promise<void> {
    if (route.name !== 'internals' || !networks.loaded || !results.loaded) return
    const wanted = placeOf(route.params.key, route.query)
    if (!wanted) {
      if (internals.place) say()
      else if (stage.result) void router.replace({ name: 'internals', params: { key: stage.result.key } })
      return
    }
    if (samePlace(wanted, internals.place)) return
    const opened = await notices.attempt(async () => {
      await internals.open(wanted)
      return true
    })
    if (opened) return say()
    internals.clear()
    void router.replace({ name: 'internals' })
  }

  watch(() => [route.params.key, route.query, networks.loaded, results.loaded], follow, { immediate: true })
  watch(() => internals.place, say)
}
