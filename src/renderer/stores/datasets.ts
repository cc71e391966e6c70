import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { z } from 'zod'
import type { Dataset, DatasetDetail, DatasetKind, DatasetOptions } from '../../contract/dataset.ts'
import { useBackend } from '../backend/backend.ts'
import { useJobs } from './jobs.ts'
import { useNotices } from './notices.ts'
import { stored } from './stored.ts'

/** What `add` is told: a path, and what is not to be guessed about it. */
export interface NewDataset {
  readonly path: string
  readonly kind?: DatasetKind
  readonly name?: string
  readonly options?: DatasetOptions
}

/** As often as the list is read while something is being indexed, in milliseconds. */
const READ_MS = 500

/** The datasets in the workspace, and the one that all views share. */
export const useDatasets = defineStore('datasets', () => {
  const list = shallowRef<readonly Dataset[]>([])
  const loaded = shallowRef(false)
  const chosen = stored<string | null>('dataset', z.string().nullable(), null)
  const detail = shallowRef<DatasetDetail | null>(null)
  const jobs = useJobs()
  const notices = useNotices()
  let reading = false
  const current = computed(() => list.value.find(({ id }) => id === chosen.value) ?? list.value[0] ?? null)
  const indexing = computed(() => list.value.some(({ state }) => state === 'indexing'))

  async function load(): Promise<void> {
    list.value = await useBackend().client.datasets.list()
    loaded.value = true
  }

  function choose(id: string): void {
    chosen.value = id
  }

  /** What to call a dataset: its name, or its id where it is no longer there. */
  const nameOf = (id: string): string => list.value.find((dataset) => dataset.id === id)?.name ?? id

  function put(dataset: Dataset): void {
    const known = list.value.some(({ id }) => id === dataset.id)
    list.value = known
      ? list.value.map((other) => (other.id === dataset.id ? dataset : other))
      : [...list.value, dataset]
  }

  /** Adds what is at the path and shows it. @returns the dataset and the job that indexes it */
  async function add(added: NewDataset): Promise<{ dataset: Dataset; job: string }> {
    const answer = await useBackend().client.datasets.add(added)
    put(answer.dataset)
    choose(answer.dataset.id)
    return answer
  }

  /** Looks again for what has changed. @returns the job's id */
  async function refresh(id: string): Promise<string> {
    const answer = await useBackend().client.datasets.refresh({ id })
    put(answer.dataset)
    return answer.job
  }

  async function remove(id: string): Promise<void> {
    await useBackend().client.datasets.remove({ id })
    list.value = list.value.filter((dataset) => dataset.id !== id)
  }

  /** What is being indexed grows: the list is read again as its jobs go on, at most so often. */
  watch(
    () =>
      jobs.list
        .map(({ id, spec, state, done }) => (spec.kind === 'index' ? `${id} ${state} ${done}` : ''))
        .join(),
    () => {
      if (reading) return
      reading = true
      setTimeout(() => {
        reading = false
        void notices.attempt(load)
      }, READ_MS)
    },
  )

  /** Classes, columns and notes of the current dataset, read again whenever its list of images has changed. */
  watch(
    () => current.value && [current.value.id, current.value.images, current.value.hash].join(),
    async () => {
      const id = current.value?.id
      if (detail.value?.id !== id) detail.value = null
      if (!id) return
      const answer = await notices.attempt(() => useBackend().client.datasets.get({ id }))
      if (answer && current.value?.id === id) detail.value = answer
    },
  )

  return { list, loaded, current, detail, indexing, nameOf, load, choose, add, refresh, remove }
})
