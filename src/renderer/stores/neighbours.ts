import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { z } from 'zod'
import {
  metricSchema,
  type NeighbourAnswer,
  type NeighbourSearch,
  poolingSchema,
} from '../../contract/feature.ts'
import { useBackend } from '../backend/backend.ts'
import { type Subject, subjectsOf } from '../neighbours/subjects.ts'
import { useContext } from './context.ts'
import { useDatasets } from './datasets.ts'
import { useFeatureSets } from './neighbours-sets.ts'
import { useNotices } from './notices.ts'
import { useStage } from './stage.ts'
import { stored } from './stored.ts'

const settingsSchema = z.object({
  metric: metricSchema,
  pooling: poolingSchema,
  k: z.int().min(1).max(100),
  excludeSelf: z.boolean(),
  approximate: z.boolean(),
})
export type NeighbourSettings = z.infer<typeof settingsSchema>

const INITIAL: NeighbourSettings = {
  metric: 'euclidean',
  pooling: 'none',
  k: 10,
  excludeSelf: true,
  approximate: false,
}

/** An answer, with whom it was asked for. */
export interface ShownNeighbours extends NeighbourAnswer {
  readonly search: NeighbourSearch
  readonly subjects: readonly Subject[]
}

/** The nearest images of the current dataset to what the stage holds: source and guide, and a result's adversary. */
export const useNeighbours = defineStore('neighbours', () => {
  const datasets = useDatasets()
  const context = useContext()
  const stage = useStage()
  const sets = useFeatureSets()
  const notices = useNotices()
  const settings = stored<NeighbourSettings>('neighbours', settingsSchema, INITIAL)
  const labels = ref<readonly number[]>([])
  const splits = ref<readonly string[]>([])
  const answer = shallowRef<ShownNeighbours | null>(null)
  const busy = ref(false)
  /** The member that the pointer or the focus is on, here or on the map. */
  const highlighted = ref<number | null>(null)
  let latest = 0

  const subjects = computed(() =>
    subjectsOf(stage.source, stage.guide, stage.result, context.network?.id ?? null),
  )
  const set = computed(() =>
    context.network && context.layer
      ? sets.find(context.network.id, context.layer.name, settings.value.pooling)
      : null,
  )
  const within = computed(() => ({
    ...(labels.value.length > 0 ? { labels: [...labels.value] } : {}),
    ...(splits.value.length > 0 ? { splits: [...splits.value] } : {}),
  }))
  /** An approximate index knows nothing of classes and splits: those are always searched exactly. */
  const searchesAll = computed(() => labels.value.length === 0 && splits.value.length === 0)
  const search = computed<NeighbourSearch | null>(() => {
    if (set.value?.state !== 'complete' || subjects.value.length === 0) return null
    const { dataset, network, layer, pooling } = set.value
    const { metric, k, excludeSelf } = settings.value
    const approximate = settings.value.approximate && searchesAll.value
    const points = subjects.value.map(({ point }) => point)
    const matrix = { dataset, network, layer, pooling }
    return { ...matrix, points, k, metric, within: within.value, excludeSelf, approximate }
  })

  /** Searches anew; of several answers only the latest question's counts. */
  async function run(): Promise<void> {
    const turn = ++latest
    const asked = search.value
    const asking = subjects.value
    answer.value = null
    if (!asked) return
    busy.value = true
    const found = await notices.attempt(() => useBackend().client.features.neighbours(asked))
    if (turn !== latest) return
    busy.value = false
    if (found) answer.value = { ...found, search: asked, subjects: asking }
  }

  watch(() => JSON.stringify(search.value), run, { immediate: true })
  watch(
    () => datasets.current?.id,
    () => {
      labels.value = []
      splits.value = []
    },
  )

  return {
    settings,
    labels,
    splits,
    subjects,
    set,
    within,
    searchesAll,
    search,
    answer,
    busy,
    highlighted,
    run,
  }
})
