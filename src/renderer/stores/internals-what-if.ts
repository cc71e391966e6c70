import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Result } from '../../contract/result.ts'
import { cacheUrl } from '../backend/addresses.ts'
import { type Column, resultColumns } from '../internals/column.ts'
import { useInternals } from './internals.ts'
import { useInversions } from './internals-inversions.ts'
import { isActive, useJobs } from './jobs.ts'
import { useNotices } from './notices.ts'
import { useResults } from './results.ts'

/** Enough to see where it leads; what comes of it is an ordinary result all the same. */
export const WHAT_IF_EVALUATIONS = 100

/** What would the adversary be with another delta, or made for another layer? Made anew at each change, and shown as it forms. */
export const useWhatIf = defineStore('internals-what-if', () => {
  const internals = useInternals()
  const inversions = useInversions()
  const jobs = useJobs()
  const results = useResults()
  const notices = useNotices()
  const jobId = ref<string | null>(null)
  const asked = shallowRef<{ readonly layer: string; readonly delta: number } | null>(null)
  const result = shallowRef<Result | null>(null)

  const job = computed(() => (jobId.value ? (jobs.byId.get(jobId.value) ?? null) : null))
  const running = computed(() => (job.value && isActive(job.value) ? job.value : null))
  const frame = computed(() => (jobId.value ? (jobs.frames.get(jobId.value) ?? null) : null))

  /** The adversary as it is by now; null until there is a first picture of it. */
  const column = computed<Column | null>(() => {
    if (!asked.value) return null
    const { layer, delta } = asked.value
    const made = result.value && resultColumns([result.value]).at(-1)
    if (made) return { ...made, id: 'what-if', title: 'What if' }
    if (!frame.value) return null
    return {
      id: 'what-if',
      role: 'adversary',
      title: 'What if',
      detail: `${layer} · δ ${delta}`,
      hash: frame.value,
      url: cacheUrl(frame.value),
      forming: true,
      madeAt: layer,
    }
  })

  /** Begins anew with these settings; what ran before is stopped. */
  async function ask(layer: string, delta: number): Promise<void> {
    const base = internals.base
    if (!base) return
    await stop()
    asked.value = { layer, delta }
    result.value = null
    // One optimisation runs at a time; the rows ask again when this one is done.
    await inversions.putOff()
    if (asked.value?.layer !== layer || asked.value.delta !== delta) return
    const started = await notices.attempt(() =>
      jobs.start({
        kind: 'pair',
        source: base.source.hash,
        guide: base.guide.hash,
        network: base.network,
        layer,
        delta,
        solver: 'fast',
        maxEvaluations: WHAT_IF_EVALUATIONS,
      }),
    )
    // A later question may have overtaken this one.
    if (started && asked.value?.layer === layer && asked.value.delta === delta) jobId.value = started.id
    else if (started && isActive(started)) await notices.attempt(() => jobs.cancel(started.id))
  }

  async function stop(): Promise<void> {
    const current = running.value
    jobId.value = null
    if (current) await notices.attempt(() => jobs.cancel(current.id))
  }

  /** Takes the adversary off the view; a finished one stays among the results. */
  async function end(): Promise<void> {
    asked.value = null
    result.value = null
    await stop()
  }

  watch(
    () => job.value?.result,
    async (key) => {
      if (!key) return
      const made = await notices.attempt(() => results.get(key))
      if (made && job.value?.result === key) result.value = made
      await notices.attempt(() => results.load())
    },
  )
  watch(
    () => internals.base?.key,
    () => void end(),
  )

  return { job, running, asked, result, column, ask, end }
})
