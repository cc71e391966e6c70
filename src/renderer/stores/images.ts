import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Image } from '../../contract/image.ts'
import { useBackend } from '../backend/backend.ts'

const REMEMBERED = 24

/** Images to choose from: the sample photographs, and what was used lately. */
export const useImages = defineStore('images', () => {
  const samples = shallowRef<readonly Image[]>([])
  const recent = shallowRef<readonly Image[]>([])

  async function load(): Promise<void> {
    samples.value = await useBackend().client.images.samples()
  }

  /** Puts a file into the workspace. */
  async function add(file: File): Promise<Image> {
    const image = await useBackend().upload(file, file.name || 'pasted image.png')
    remember(image)
    return image
  }

  function remember(image: Image): void {
    if (samples.value.some((sample) => sample.hash === image.hash)) return
    recent.value = [image, ...recent.value.filter((other) => other.hash !== image.hash)].slice(0, REMEMBERED)
  }

  return { samples, recent, load, add, remember }
})
