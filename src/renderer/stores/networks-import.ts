import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { CardDraft } from '../../contract/card.ts'
import type { Inspection, TrialImage } from '../../contract/network.ts'
import { useBackend } from '../backend/backend.ts'
import { useAttempt } from '../backend/use-attempt.ts'
import { missingOf } from '../networks/import/draft.ts'
import { useContext } from './context.ts'
import { useJobs } from './jobs.ts'
import { useNetworks } from './networks.ts'
import { useNetworkPage } from './networks-page.ts'
import { useNotices } from './notices.ts'

/** What a trial is asked with. */
export interface TrialQuestion {
  readonly path: string
  readonly card: CardDraft
  readonly labels: string | null
}

/** The network that is about to be imported: its file, what it says, and the card as far as it is filled in. */
export const useImport = defineStore('networks-import', () => {
  const networks = useNetworks()
  const context = useContext()
  const page = useNetworkPage()
  const jobs = useJobs()
  const notices = useNotices()
  const path = ref('')
  const labels = ref('')
  const name = ref('')
  const inspection = shallowRef<Inspection | null>(null)
  const card = shallowRef<CardDraft>({})
  const { busy, error, attempt } = useAttempt()
  const started = ref<string | null>(null)

  const missing = computed(() => missingOf(card.value))
  const job = computed(() => (started.value === null ? null : (jobs.byId.get(started.value) ?? null)))
  /** Null until the card says all that a network needs. */
  const question = computed<TrialQuestion | null>(() =>
    inspection.value && missing.value.length === 0
      ? { path: inspection.value.path, card: card.value, labels: labels.value.trim() || null }
      : null,
  )

  /** Reads what the file says of itself, and begins its card with that. */
  const inspect = (): Promise<void> =>
    attempt(async () => {
      inspection.value = null
      const found = await useBackend().client.networks.inspect({ path: path.value.trim() })
      inspection.value = found
      card.value = found.draft
      name.value = found.name
      started.value = null
    })

  function say(part: CardDraft): void {
    card.value = { ...card.value, ...part }
  }

  async function ask(asked: TrialQuestion): Promise<readonly TrialImage[]> {
    return (await useBackend().client.networks.trial(asked)).images
  }

  const start = (): Promise<void> =>
    attempt(async () => {
      if (!question.value) return
      const job = await jobs.start({ kind: 'import', name: name.value.trim(), ...question.value })
      started.value = job.id
    })

  function forget(): void {
    inspection.value = null
    started.value = null
    error.value = null
    path.value = ''
    labels.value = ''
  }

  // The import ends with its network chosen, and the page back on it.
  watch(
    () => (job.value?.state === 'finished' ? job.value.result : null),
    async (result) => {
      if (result === null) return
      await notices.attempt(networks.load)
      context.chooseNetwork(result)
      if (page.importing) page.tab = 'layers'
      page.importing = false
      forget()
    },
  )

  return {
    path,
    labels,
    name,
    inspection,
    card,
    error,
    busy,
    missing,
    job,
    question,
    inspect,
    say,
    ask,
    start,
    forget,
  }
})
