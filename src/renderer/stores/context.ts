import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { z } from 'zod'
import { solverNameSchema } from '../../contract/measures.ts'
import type { NetworkSummary } from '../../contract/network.ts'
import { useNetworks } from './networks.ts'
import { stored } from './stored.ts'

const contextSchema = z.object({
  network: z.string(),
  layer: z.string(),
  delta: z.number().positive().max(255),
  solver: solverNameSchema,
  maxEvaluations: z.int().min(1),
})
export type Context = z.infer<typeof contextSchema>

const INITIAL: Context = { network: '', layer: '', delta: 10, solver: 'fast', maxEvaluations: 200 }

/** What all views share: network, layer, delta, and how to solve. Remembered, and kept to what exists. */
export const useContext = defineStore('context', () => {
  const context = stored<Context>('context', contextSchema, INITIAL)
  const networks = useNetworks()
  const network = computed<NetworkSummary | null>(() => networks.byId.get(context.value.network) ?? null)
  const layer = computed(
    () => network.value?.layers.find((summary) => summary.name === context.value.layer) ?? null,
  )

  function chooseNetwork(id: string): void {
    const chosen = networks.byId.get(id)
    if (!chosen) return
    const kept = chosen.layers.some((summary) => summary.name === context.value.layer)
    context.value.network = id
    if (!kept) context.value.layer = chosen.defaultLayer
  }

  watch(
    () => networks.list,
    (list) => {
      const known = list.find((one) => one.id === context.value.network) ?? list[0]
      if (known) chooseNetwork(known.id)
    },
  )

  return { context, network, layer, chooseNetwork }
})
