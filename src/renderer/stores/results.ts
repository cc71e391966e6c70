import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Result, ResultSummary } from '../../contract/result.ts'
import { useBackend } from '../backend/backend.ts'

/** The results in the workspace, newest first. */
export const useResults = defineStore('results', () => {
  const list = shallowRef<readonly ResultSummary[]>([])
  const loaded = shallowRef(false)

  async function load(): Promise<void> {
    const all = await useBackend().client.results.list()
    list.value = all.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    loaded.value = true
  }

  function get(key: string): Promise<Result> {
    return useBackend().client.results.get({ key })
  }

  async function remove(key: string): Promise<void> {
    await useBackend().client.results.remove({ key })
    list.value = list.value.filter((summary) => summary.key !== key)
  }

  return { list, loaded, load, get, remove }
})
