import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { Job } from '../../contract/job.ts'
import type { NetworkSummary } from '../../contract/network.ts'
import { useBackend } from '../backend/backend.ts'
import { shortNetwork } from '../format/network.ts'
import { useJobs } from './jobs.ts'
import { useNotices } from './notices.ts'

/** Whether a job's end puts a network into the list. */
function bringsNetwork({ spec }: Job): boolean {
  return spec.kind === 'import' || (spec.kind === 'download' && spec.subject === 'network')
}

/** The networks that can be chosen. */
export const useNetworks = defineStore('networks', () => {
  const list = shallowRef<readonly NetworkSummary[]>([])
  const loaded = shallowRef(false)
  const byId = computed(() => new Map(list.value.map((network) => [network.id, network])))
  const jobs = useJobs()
  const notices = useNotices()

  async function load(): Promise<void> {
    list.value = await useBackend().client.networks.list()
    loaded.value = true
  }

  /** Opens a network from disk, or `random:…`, and adds it to the list. */
  async function open(path: string, labels?: string): Promise<NetworkSummary> {
    const network = await useBackend().client.networks.open({ path, ...(labels ? { labels } : {}) })
    list.value = [...list.value.filter((other) => other.id !== network.id), network]
    return network
  }

  /** Deletes it from the workspace, or takes it off the list, as its `removal` says. */
  async function remove(id: string): Promise<void> {
    await useBackend().client.networks.remove({ id })
    list.value = list.value.filter((network) => network.id !== id)
  }

  /** What to call a network: its title, or its id made short where it is not open. */
  const titleOf = (id: string) => byId.value.get(id)?.title ?? shortNetwork(id)

  // What has been downloaded or imported is a network now.
  watch(
    () => jobs.list.filter((job) => job.state === 'finished' && bringsNetwork(job)).length,
    (now, before) => {
      if (now > before) void notices.attempt(load)
    },
  )

  return { list, loaded, byId, load, open, remove, titleOf }
})
