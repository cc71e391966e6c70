import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { Check, CheckDetail, CheckSpec } from '../../contract/check.ts'
import { isJobOf, type JobOf } from '../../contract/job.ts'
import { useBackend } from '../backend/backend.ts'
import { useContext } from './context.ts'
import { isActive, useJobs } from './jobs.ts'
import { useNetworkPage } from './networks-page.ts'
import { useNotices } from './notices.ts'

/** How well the chosen network names datasets' images: the checks that are kept, the one looked at, and the one that runs. */
export const useChecks = defineStore('networks-checks', () => {
  const context = useContext()
  const jobs = useJobs()
  const page = useNetworkPage()
  const notices = useNotices()
  const list = shallowRef<readonly Check[]>([])
  const detail = shallowRef<CheckDetail | null>(null)
  let latest = 0

  const own = computed<JobOf<'check'>[]>(() =>
    jobs.list.flatMap((job) =>
      isJobOf(job, 'check') && job.spec.network === context.network?.id ? [job] : [],
    ),
  )
  const running = computed(() => own.value.find(isActive) ?? null)
  /** Why the last check came to nothing; null where it did not. */
  const failure = computed(() => (running.value ? null : (own.value[0]?.error ?? null)))

  /** Reads the chosen network's checks, and the one to be looked at: what was asked for, else the newest. */
  async function load(): Promise<void> {
    const network = context.network?.id
    const turn = ++latest
    if (network === undefined) return
    const { checks } = useBackend().client
    const found = await checks.list({ network })
    const key = found.find((check) => check.key === page.check)?.key ?? found[0]?.key
    const read = key === undefined ? null : await checks.get({ key })
    if (turn !== latest) return
    list.value = found
    detail.value = read
  }

  async function open(key: string): Promise<void> {
    page.check = key
    await load()
  }

  async function start(spec: Omit<CheckSpec, 'kind' | 'network'>): Promise<void> {
    if (context.network) await jobs.start({ kind: 'check', network: context.network.id, ...spec })
  }

  async function remove(key: string): Promise<void> {
    await useBackend().client.checks.remove({ key })
    await load()
  }

  watch(
    () => own.value.find(({ state }) => state === 'finished')?.result,
    (result) => {
      if (result) void notices.attempt(() => open(result))
    },
  )

  return { list, detail, running, failure, load, open, start, remove }
})
