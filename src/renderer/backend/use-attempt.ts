import { type Ref, ref } from 'vue'
import { sentence } from './sentence.ts'

export interface Attempt {
  readonly busy: Ref<boolean>
  /** The sentence of the last refusal; null since the last attempt began. */
  readonly error: Ref<string | null>
  /** Does something that the engine may refuse. */
  attempt(action: () => Promise<void>): Promise<void>
}

/** For a form: whether it is being answered, and what was wrong with it. */
export function useAttempt(): Attempt {
  const busy = ref(false)
  const error = ref<string | null>(null)
  async function attempt(action: () => Promise<void>): Promise<void> {
    busy.value = true
    error.value = null
    try {
      await action()
    } catch (failure) {
      error.value = sentence(failure)
    } finally {
      busy.value = false
    }
  }
  return { busy, error, attempt }
}
