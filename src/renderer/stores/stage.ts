import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Image } from '../../contract/image.ts'
import { isJobOf, type JobOf } from '../../contract/job.ts'
import type { PairSpec } from '../../contract/pair.ts'
import type { Result } from '../../contract/result.ts'
import { useBackend } from '../backend/backend.ts'
import { useContext } from './context.ts'
import { useImages } from './images.ts'
import { isActive, useJobs } from './jobs.ts'
import { useNotices } from './notices.ts'
import { useResults } from './results.ts'

export type Slot = 'source' | 'guide'

/**
 * What the Pair view shows: the pair being put together, the job made of it, or a result. A result is shown with its
 * own pair and settings; a new source or guide takes it off the stage, so that no number stands beside other pixels.
 */
export const useStage = defineStore('stage', () => {
  const source = shallowRef<Image | null>(null)
  const guide = shallowRef<Image | null>(null)
  const jobId = ref<string | null>(null)
  const result = shallowRef<Result | null>(null)
  const context = useContext()
  const jobs = useJobs()
  const results = useResults()
  const images = useImages()
  const notices = useNotices()

  const job = computed(() => {
    const found = jobId.value ? jobs.byId.get(jobId.value) : undefined
    return found && isJobOf(found, 'pair') ? found : null
  })
  const running = computed(() => (job.value && isActive(job.value) ? job.value : null))
  const spec = computed<PairSpec | null>(() => {
    if (!source.value || !guide.value || !context.network || !context.layer) return null
    return { kind: 'pair', source: source.value.hash, guide: guide.value.hash, ...context.context }
  })
  /** What is to be chosen before there is anything to make. */
  const missing = computed(() => {
    if (!source.value && !guide.value) return 'Choose a source and a guide'
    if (!source.value || !guide.value) return `Choose a ${source.value ? 'guide' : 'source'}`
    return spec.value ? '' : 'Choose a network and a layer'
  })
  /** True while the stage shows exactly what Make would make. */
  const upToDate = computed(() => {
    const shown = result.value ? resultSpec(result.value) : running.value?.spec
    const wanted = spec.value
    return Boolean(shown && wanted && sameSpec(shown, wanted))
  })

  function clearOutcome(): void {
    jobId.value = null
    result.value = null
  }

  function place(slot: Slot, image: Image | null): void {
    if (slot === 'source') source.value = image
    else guide.value = image
    if (image) images.remember(image)
    clearOutcome()
  }

  function swap(): void {
    const held = source.value
    source.value = guide.value
    guide.value = held
    clearOutcome()
  }

  async function make(): Promise<void> {
    if (!spec.value) return
    const started = await jobs.start(spec.value)
    result.value = null
    jobId.value = started.id
  }

  /** Puts a stored result on the stage, its pair with it. */
  async function open(key: string): Promise<void> {
    const opened = await results.get(key)
    source.value = opened.source
    guide.value = opened.guide
    jobId.value = null
    result.value = opened
  }

  /** Puts a job on the stage, its pair with it; its result where it has one. */
  async function openJob(chosen: JobOf<'pair'>): Promise<void> {
    if (chosen.result) return open(chosen.result)
    const { images: procedures } = useBackend().client
    const [itsSource, itsGuide] = await Promise.all([
      procedures.get({ hash: chosen.spec.source }),
      procedures.get({ hash: chosen.spec.guide }),
    ])
    source.value = itsSource
    guide.value = itsGuide
    result.value = null
    jobId.value = chosen.id
  }

  /** Takes a removed result off the stage. */
  function forget(key: string): void {
    if (result.value?.key === key) clearOutcome()
  }

  /** Sets network, layer, delta and solver to those of the result shown. */
  function adoptSettings(): void {
    if (!result.value) return
    const { network, layer, delta, solver, maxEvaluations } = result.value.report
    context.context = { network, layer, delta, solver, maxEvaluations }
  }

  watch(
    () => job.value?.result,
    async (key) => {
      if (!key) return
      const opened = await notices.attempt(() => results.get(key))
      if (opened && job.value?.result === key) result.value = opened
      await notices.attempt(() => results.load())
    },
  )

  return {
    source,
    guide,
    job,
    running,
    result,
    spec,
    missing,
    upToDate,
    place,
    swap,
    make,
    open,
    openJob,
    forget,
    adoptSettings,
  }
})

function resultSpec(result: Result): PairSpec {
  const { network, layer, delta, solver, maxEvaluations } = result.report
  return {
    kind: 'pair',
    source: result.source.hash,
    guide: result.guide.hash,
    network,
    layer,
    delta,
    solver,
    maxEvaluations,
  }
}

function sameSpec(a: PairSpec, b: PairSpec): boolean {
  return (
    a.source === b.source &&
    a.guide === b.guide &&
    a.network === b.network &&
    a.layer === b.layer &&
    a.delta === b.delta &&
    a.solver === b.solver &&
    a.maxEvaluations === b.maxEvaluations
  )
}
