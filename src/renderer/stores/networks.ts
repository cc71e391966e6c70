import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { NetworkSummary } from '../../contract/network.ts'
import { useBackend } from '../backend/backend.ts'
import { shortNetwork } from '../format/network.ts'

/** The networks that can be chosen. */
export const useNetworks = defineStore('networks', () => {
  const list = shallowRef<readonly NetworkSummary[]>([])
  const loaded = shallowRef(false)
  const byId = computed(() => new Map(list.value.map((network) => [network.id, network])))

  async function load(): Promise<void> {
    list.value = await useBackend().client.networks.list()
    loaded.value = true
  }

  /** Opens a network from disk and adds it to the list. */
  async function open(path: string, labels?: string): Promise<NetworkSummary> {
    const network = await useBackend().client.networks.open({ path, ...(labels ? { labels } : {}) })
    list.value = [...list.value.filter((other) => other.id !== network.id), network]
    return network
  }

  /** What to call a network: its title, or its id made short where it is not open. */
  const titleOf = (id: string) => byId.value.get(id)?.title ?? shortNetwork(id)

  return { list, loaded, byId, load, open, titleOf }
})
