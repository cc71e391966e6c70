import { expect, it } from 'vitest'
import { useAttempt } from './use-attempt.ts'

it('is busy until the action ends', async () => {
  const { busy, error, attempt } = useAttempt()
  const { promise, resolve } = Promise.withResolvers<void>()
  const done = attempt(() => promise)
  expect(busy.value).toBe(true)
  resolve()
  await done
  expect(busy.value).toBe(false)
  expect(error.value).toBeNull()
})

it('keeps the sentence of a refusal until it is tried again', async () => {
  const { busy, error, attempt } = useAttempt()
  await attempt(() => Promise.reject(new Error('There is no network at here.')))
  expect(error.value).toBe('There is no network at here.')
  expect(busy.value).toBe(false)
  const again = attempt(() => Promise.resolve())
  expect(error.value).toBeNull()
  await again
  expect(error.value).toBeNull()
})
