import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { About, BackendName } from '../../contract/about.ts'
import { useBackend } from '../backend/backend.ts'

/** What runs here: versions, device, where data lives. */
export const useAbout = defineStore('about', () => {
  const about = shallowRef<About | null>(null)

  async function load(): Promise<void> {
    about.value = await useBackend().client.about.get()
  }

  /** Answers whether the engine restarts to take up the choice. */
  async function chooseBackend(name: BackendName | null): Promise<boolean> {
    return (await useBackend().client.about.chooseBackend({ name })).restarting
  }

  return { about, load, chooseBackend }
})
