import { expect, it } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useLatest } from './use-latest.ts'

/** Questions that a test answers one by one. */
function asked() {
  const questions: { input: number; settle: PromiseWithResolvers<string> }[] = []
  const ask = (input: number) => {
    const settle = Promise.withResolvers<string>()
    questions.push({ input, settle })
    return settle.promise
  }
  return { questions, ask }
}

/** Lets promises and watchers that wait on each other settle. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await nextTick()
}

it('asks one at a time, and of those that came meanwhile only the last', async () => {
  const { questions, ask } = asked()
  const input = ref<number | null>(1)
  const latest = effectScope().run(() => useLatest(() => input.value, ask))
  for (const now of [2, 3]) {
    input.value = now
    await settled()
  }
  expect(questions.map((question) => question.input)).toEqual([1])
  expect(latest?.asking.value).toBe(true)
  questions[0]?.settle.resolve('one')
  await settled()
  expect(latest?.answer.value).toBe('one')
  expect(questions.map((question) => question.input)).toEqual([1, 3])
  questions[1]?.settle.resolve('three')
  await settled()
  expect(latest?.answer.value).toBe('three')
  expect(latest?.asking.value).toBe(false)
})

it('tells in a sentence what went wrong, and goes on with the next', async () => {
  const { questions, ask } = asked()
  const input = ref<number | null>(1)
  const latest = effectScope().run(() => useLatest(() => input.value, ask))
  questions[0]?.settle.reject(new Error('There is no such layer.'))
  await settled()
  expect(latest?.error.value).toBe('There is no such layer.')
  input.value = 2
  await settled()
  questions[1]?.settle.resolve('two')
  await settled()
  expect([latest?.answer.value, latest?.error.value]).toEqual(['two', null])
  input.value = null
  await settled()
  expect(latest?.answer.value).toBeNull()
})
