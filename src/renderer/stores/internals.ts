import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { inversionPresetSchema } from '../../contract/inversion.ts'
import type { Result, ResultSummary } from '../../contract/result.ts'
import { spreadLayers } from '../internals/spread-layers.ts'
import { useNetworks } from './networks.ts'
import { useResults } from './results.ts'
import { stored } from './stored.ts'

/** As many adversaries stand side by side, and so many rows of inversions are offered at first. */
export const MOST_ADVERSARIES = 4
const FIRST_ROWS = 5

/** What the address says of the view. */
export interface InternalsPlace {
  readonly key: string
  /** Keys of further adversaries of the pair. */
  readonly others: readonly string[]
  /** The layer whose activations are shown; empty: the first adversary's. */
  readonly layer: string
  /** The layers that are inverted; empty: some, spread over the network. */
  readonly rows: readonly string[]
}

/** Whether two results are of one pair on one network, so that they can stand side by side. */
export function samePair(a: ResultSummary, b: ResultSummary): boolean {
  return a.source.hash === b.source.hash && a.guide.hash === b.guide.hash && a.network === b.network
}

/** What is looked into: one pair, adversaries of it, and at which layers. */
export const useInternals = defineStore('internals', () => {
  const results = useResults()
  const networks = useNetworks()
  /** The result that was opened, then the others. */
  const opened = shallowRef<readonly Result[]>([])
  const layer = ref('')
  const rows = shallowRef<readonly string[]>([])
  const preset = stored('internals.preset', inversionPresetSchema, 'fast')

  const base = computed(() => opened.value[0] ?? null)
  const network = computed(() => (base.value ? (networks.byId.get(base.value.network) ?? null) : null))
  /** In the network's order, the smallest delta first. */
  const adversaries = computed(() => {
    const depth = new Map(network.value?.layers.map(({ name }, i) => [name, i]))
    const order = (result: Result) => depth.get(result.layer) ?? 0
    return opened.value.toSorted((a, b) => order(a) - order(b) || a.delta - b.delta)
  })
  const candidates = computed(() => {
    const first = base.value
    return first ? results.list.filter((result) => samePair(result, first)) : []
  })
  const place = computed<InternalsPlace | null>(() =>
    base.value
      ? {
          key: base.value.key,
          others: opened.value.slice(1).map(({ key }) => key),
          layer: layer.value,
          rows: rows.value,
        }
      : null,
  )

  async function open({ key, others, layer: wanted, rows: wantedRows }: InternalsPlace): Promise<void> {
    const [first, ...more] = await Promise.all(
      [key, ...others.slice(0, MOST_ADVERSARIES - 1)].map(results.get),
    )
    if (!first) return
    opened.value = [first, ...more.filter((result) => samePair(result, first))]
    const layers = networks.byId.get(first.network)?.layers.map(({ name }) => name)
    const known = (name: string) => layers === undefined || layers.includes(name)
    layer.value = wanted && known(wanted) ? wanted : first.layer
    const kept = wantedRows.filter(known)
    rows.value = kept.length > 0 ? kept : firstRows(first)
  }

  function firstRows(first: Result): readonly string[] {
    const its = networks.byId.get(first.network)
    return its ? spreadLayers(its, FIRST_ROWS, first.layer) : [first.layer]
  }

  /** Puts an adversary of the pair beside the others, or takes it away; the last one stays. */
  async function toggle(key: string): Promise<void> {
    const without = opened.value.filter((result) => result.key !== key)
    if (without.length === opened.value.length) {
      if (without.length >= MOST_ADVERSARIES) return
      const added = await results.get(key)
      opened.value = [...opened.value, added]
    } else if (without.length > 0) opened.value = without
  }

  function addRow(name: string): void {
    const order = network.value?.layers.map((summary) => summary.name) ?? []
    const all = new Set([...rows.value, name])
    rows.value = [...all].sort((a, b) => order.indexOf(a) - order.indexOf(b))
  }

  function removeRow(name: string): void {
    rows.value = rows.value.filter((row) => row !== name)
  }

  // A result that was removed elsewhere has no pictures any more.
  watch(
    () => results.list,
    (list) => {
      const kept = new Set(list.map(({ key }) => key))
      if (opened.value.some(({ key }) => !kept.has(key)))
        opened.value = opened.value.filter(({ key }) => kept.has(key))
    },
  )

  function clear(): void {
    opened.value = []
  }

  return {
    opened,
    base,
    network,
    adversaries,
    candidates,
    layer,
    rows,
    preset,
    place,
    open,
    toggle,
    addRow,
    removeRow,
    clear,
  }
})
