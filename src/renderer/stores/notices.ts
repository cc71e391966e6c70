import { defineStore } from 'pinia'
import { ref } from 'vue'
import { sentence } from '../backend/sentence.ts'

export interface Notice {
  readonly id: number
  readonly kind: 'error' | 'done'
  readonly text: string
}

/** Sentences for the user: errors stay until dismissed or another view is opened, the others go by themselves. */
export const useNotices = defineStore('notices', () => {
  const notices = ref<Notice[]>([])
  let next = 1

  function add(kind: Notice['kind'], text: string): void {
    if (notices.value.some((notice) => notice.kind === kind && notice.text === text)) return
    const id = next++
    notices.value.push({ id, kind, text })
    if (kind === 'done') setTimeout(() => dismiss(id), 4000)
  }

  function dismiss(id: number): void {
    notices.value = notices.value.filter((notice) => notice.id !== id)
  }

  /** Takes the errors away: what they are about is no longer in sight. */
  function forgetErrors(): void {
    notices.value = notices.value.filter(({ kind }) => kind !== 'error')
  }

  const done = (text: string) => add('done', text)
  const failed = (error: unknown) => add('error', sentence(error))

  /** Does something that may fail; a failure becomes a notice, and the answer undefined. */
  async function attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action()
    } catch (error) {
      failed(error)
      return undefined
    }
  }

  return { notices, done, failed, attempt, dismiss, forgetErrors }
})
