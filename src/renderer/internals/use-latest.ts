import { type Ref, ref, type ShallowRef, shallowRef, watch } from 'vue'
import { sentence } from '../backend/sentence.ts'

export interface Latest<O> {
  /** The answer to the latest input that has been answered; it stays while the next is on its way. */
  readonly answer: Readonly<ShallowRef<O | null>>
  readonly asking: Readonly<Ref<boolean>>
  /** Why there is no answer, as a sentence. */
  readonly error: Readonly<Ref<string | null>>
}

/**
 * Asks for each input as it changes, one at a time: inputs that come while an answer is on its way wait, and only the
 * last of them is asked for, so that something that changes quickly is followed as fast as it can be answered.
 * Null is no question, and takes the answer away.
 */
export function useLatest<I, O>(input: () => I | null, ask: (input: I) => Promise<O>): Latest<O> {
  const answer = shallowRef<O | null>(null)
  const asking = ref(false)
  const error = ref<string | null>(null)
  let next: { readonly input: I | null } | null = null

  async function run(): Promise<void> {
    if (asking.value) return
    asking.value = true
    while (next) {
      const asked = next.input
      next = null
      try {
        answer.value = asked === null ? null : await ask(asked)
        error.value = null
      } catch (failure) {
        answer.value = null
        error.value = sentence(failure)
      }
    }
    asking.value = false
  }

  watch(
    input,
    (now) => {
      next = { input: now }
      void run()
    },
    { immediate: true },
  )
  return { answer, asking, error }
}
