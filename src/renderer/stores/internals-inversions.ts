import { defineStore } from 'pinia'
import { shallowRef, triggerRef, watch } from 'vue'
import {
  type Inversion,
  type InversionPreset,
  type InversionSpec,
  inversionPresets,
} from '../../contract/inversion.ts'
import { useBackend } from '../backend/backend.ts'
import { sentence } from '../backend/sentence.ts'
import { isActive, useJobs } from './jobs.ts'

/** The noise that every inversion of the view starts at. */
export const VIEW_SEED = 0

/** What of an image is inverted. */
export interface InversionRequest {
  readonly network: string
  readonly layer: string
  readonly preset: InversionPreset
}

/** How far one inversion is. While its job runs, the job's frame shows it as the `place`-th of `of` pictures. */
export type InversionCell =
  | { readonly state: 'asking' }
  | { readonly state: 'made'; readonly inversion: Inversion }
  | { readonly state: 'making'; readonly job: string; readonly place: number; readonly of: number }
  | { readonly state: 'failed'; readonly message: string }

/** The inversions that were asked for, made or in the making. */
export const useInversions = defineStore('internals-inversions', () => {
  const jobs = useJobs()
  const cells = shallowRef(new Map<string, InversionCell>())
  /** Jobs whose end is waited for, with what they make. */
  const pending = new Map<string, { request: InversionRequest; images: readonly string[] }>()

  function cellOf(request: InversionRequest, image: string): InversionCell | null {
    return cells.value.get(keyOf(request, image)) ?? null
  }

  /** Rows get their turns in the order in which they were wanted. */
  let turn: Promise<void> = Promise.resolve()

  /** Sees to it that the images are inverted: asks for those nobody asked for yet, as one batch. */
  function want(request: InversionRequest, images: readonly string[]): Promise<void> {
    const missing = images.filter((image) => cellOf(request, image) === null)
    if (missing.length === 0) return turn
    put(request, missing, () => ({ state: 'asking' }))
    turn = turn.then(() => begin(request, missing))
    return turn
  }

  async function begin(request: InversionRequest, missing: readonly string[]): Promise<void> {
    try {
      const left = await take(request, missing)
      if (left.length === 0) return
      const job = await jobs.start(specOf(request, left))
      pending.set(job.id, { request, images: left })
      put(request, left, (place) => ({ state: 'making', job: job.id, place, of: left.length }))
      settle()
    } catch (error) {
      const message = sentence(error)
      put(request, missing, () => ({ state: 'failed', message }))
    }
  }

  /** Asks again for what failed. */
  async function retry(request: InversionRequest, images: readonly string[]): Promise<void> {
    for (const image of images)
      if (cellOf(request, image)?.state === 'failed') cells.value.delete(keyOf(request, image))
    await want(request, images)
  }

  /** Stops what is in the making, as if nobody had asked for it: something else is to have its turn at once. */
  async function putOff(): Promise<void> {
    await turn
    const jobsLeft = [...pending]
    for (const [id, { request, images }] of jobsLeft) {
      pending.delete(id)
      for (const image of images) cells.value.delete(keyOf(request, image))
    }
    triggerRef(cells)
    await Promise.allSettled(jobsLeft.map(([id]) => jobs.cancel(id)))
  }

  /** Takes what is made, and answers what is not. */
  async function take(request: InversionRequest, images: readonly string[]): Promise<string[]> {
    const { kind: _, ...spec } = specOf(request, images)
    const found = await useBackend().client.inversions.find(spec)
    const left: string[] = []
    for (const [i, image] of images.entries()) {
      const inversion = found[i]
      if (inversion) put(request, [image], () => ({ state: 'made', inversion }))
      else left.push(image)
    }
    return left
  }

  function put(
    request: InversionRequest,
    images: readonly string[],
    cell: (place: number) => InversionCell,
  ): void {
    for (const [place, image] of images.entries()) cells.value.set(keyOf(request, image), cell(place))
    triggerRef(cells)
  }

  /** Sees after the jobs that have ended; one that the engine's death interrupted is taken up again. */
  function settle(): void {
    for (const [id, { request, images }] of pending) {
      const job = jobs.byId.get(id)
      if (!job || isActive(job) || job.state === 'interrupted') continue
      pending.delete(id)
      if (job.state === 'finished') void finish(request, images)
      else {
        const message = job.error ?? 'The job was cancelled.'
        put(request, images, () => ({ state: 'failed', message }))
      }
    }
  }

  async function finish(request: InversionRequest, images: readonly string[]): Promise<void> {
    try {
      const left = await take(request, images)
      put(request, left, () => ({ state: 'failed', message: 'The inversion is not in the workspace.' }))
    } catch (error) {
      const message = sentence(error)
      put(request, images, () => ({ state: 'failed', message }))
    }
  }

  watch(() => jobs.list, settle)

  return { cells, cellOf, want, retry, putOff }
})

function specOf({ network, layer, preset }: InversionRequest, images: readonly string[]): InversionSpec {
  return {
    kind: 'inversion',
    images: [...images],
    network,
    layer,
    settings: inversionPresets[preset],
    seed: VIEW_SEED,
    restarts: 1,
  }
}

function keyOf({ network, layer, preset }: InversionRequest, image: string): string {
  return JSON.stringify([network, layer, preset, image])
}
