import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { z } from 'zod'
import type { Card } from '../../contract/card.ts'
import type { NetworkLayer, NetworkLayers } from '../../contract/network.ts'
import { useBackend } from '../backend/backend.ts'
import { sentence } from '../backend/sentence.ts'
import { useContext } from './context.ts'
import { stored } from './stored.ts'

const tabSchema = z.enum(['layers', 'graph', 'weights', 'check'])
export type NetworkTab = z.infer<typeof tabSchema>

/** What the engine tells of one network beyond its summary. */
export interface NetworkPage {
  readonly id: string
  readonly hash: string
  readonly card: Card
  readonly facts: NetworkLayers
}

/** The Networks view's page: the chosen network's card and layers, and the layer that all its tabs are about. */
export const useNetworkPage = defineStore('networks-page', () => {
  const context = useContext()
  const tab = stored<NetworkTab>('networks.tab', tabSchema, 'layers')
  const page = shallowRef<NetworkPage | null>(null)
  const error = ref<string | null>(null)
  /** The check that is looked at, by its key; null: the newest. */
  const check = ref<string | null>(null)
  /** Whether a network is being imported in place of the page. */
  const importing = ref(false)
  const picked = ref<string | null>(null)
  let latest = 0

  /** Layers worth showing: what is the same for every image is left out. */
  const layers = computed<readonly NetworkLayer[]>(
    () => page.value?.facts.layers.filter(({ constant }) => !constant) ?? [],
  )
  /** The layer that was picked here last, else the one chosen for all views. */
  const layer = computed<NetworkLayer | null>(
    () =>
      layers.value.find(({ name }) => name === picked.value) ??
      layers.value.find(({ blob }) => blob !== null && blob === context.context.layer) ??
      null,
  )

  /** Reads the chosen network's card and layers; of several questions only the latest's answer counts. */
  async function load(): Promise<void> {
    const turn = ++latest
    if (!context.network || page.value?.hash === context.network.hash) return
    const { id, hash } = context.network
    page.value = null
    error.value = null
    try {
      const { networks } = useBackend().client
      const [card, facts] = await Promise.all([networks.card({ id }), networks.layers({ id })])
      if (turn === latest) page.value = { id, hash, card, facts }
    } catch (failure) {
      if (turn === latest) error.value = sentence(failure)
    }
  }

  /** Shows a layer here, and chooses it for all views where it can be chosen. */
  function pick(name: string): void {
    picked.value = name
    const blob = layers.value.find((one) => one.name === name)?.blob
    if (blob) context.context.layer = blob
  }

  // Another layer chosen elsewhere is the one meant here too.
  watch(
    () => context.context.layer,
    (chosen) => {
      if (layer.value?.blob !== chosen) picked.value = null
    },
  )
  watch(
    () => context.network?.id,
    () => {
      picked.value = null
      check.value = null
    },
  )

  return { tab, page, error, check, importing, layers, layer, load, pick }
})
