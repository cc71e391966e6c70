import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { Dataset } from '../../contract/dataset.ts'
import type { FeatureSet, FeaturesSpec, Pooling } from '../../contract/feature.ts'
import type { Job } from '../../contract/job.ts'
import { useBackend } from '../backend/backend.ts'
import { useDatasets } from './datasets.ts'
import { isActive, useJobs } from './jobs.ts'
import { useNotices } from './notices.ts'

/** The representations of the current dataset that are kept, and the jobs that make more. */
export const useFeatureSets = defineStore('neighbours-sets', () => {
  const datasets = useDatasets()
  const jobs = useJobs()
  const notices = useNotices()
  const list = shallowRef<readonly FeatureSet[]>([])
  /** Whether `list` is the current dataset's. */
  const loaded = shallowRef(false)

  const mine = computed(() =>
    jobs.list.filter((job) => job.spec.kind === 'features' && job.spec.dataset === datasets.current?.id),
  )
  const active = computed(() => mine.value.filter(isActive))
  const ended = computed(() => mine.value.length - active.value.length)

  async function load(): Promise<void> {
    const dataset = datasets.current?.id ?? null
    const answer = dataset ? await useBackend().client.features.list({ dataset }) : []
    if ((datasets.current?.id ?? null) !== dataset) return
    list.value = answer
    loaded.value = dataset !== null
  }

  /** What is kept of a layer, whole or not; null where nothing is. */
  function find(network: string, layer: string, pooling: Pooling): FeatureSet | null {
    const same = list.value.filter(
      (set) => set.network === network && set.layer === layer && set.pooling === pooling,
    )
    return same.find(({ state }) => state === 'complete') ?? same[0] ?? null
  }

  /** The job that is making a network's representations of the current dataset. */
  function jobOf(network: string): Job | null {
    return active.value.find(({ spec }) => spec.kind === 'features' && spec.network === network) ?? null
  }

  async function start(dataset: Dataset, spec: Omit<FeaturesSpec, 'kind' | 'dataset'>): Promise<void> {
    const job = await jobs.start({ kind: 'features', dataset: dataset.id, ...spec })
    if (!isActive(job)) await load()
  }

  watch(
    () => datasets.current?.id,
    () => (loaded.value = false),
  )
  watch(
    () => [datasets.current?.id, datasets.current?.hash, active.value.length, ended.value].join(),
    () => notices.attempt(load),
    { immediate: true },
  )

  return { list, loaded, load, find, jobOf, start }
})
