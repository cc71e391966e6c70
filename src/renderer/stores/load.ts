import { watch } from 'vue'
import { useAbout } from './about.ts'
import { useConnection } from './connection.ts'
import { useDatasets } from './datasets.ts'
import { useImages } from './images.ts'
import { useJobs } from './jobs.ts'
import { useNetworks } from './networks.ts'
import { useNotices } from './notices.ts'
import { useResults } from './results.ts'

/** Reads everything from the engine once it is ready, and again each time it comes back. */
export function loadWhenReady(): void {
  const connection = useConnection()
  const notices = useNotices()
  const stores = [useAbout(), useNetworks(), useImages(), useJobs(), useResults(), useDatasets()]
  watch(
    () => connection.readyCount,
    (count) => {
      if (count === 0) return
      for (const store of stores) void notices.attempt(() => store.load())
    },
    { immediate: true },
  )
}
