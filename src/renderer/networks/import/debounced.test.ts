import { afterEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { debounced } from './debounced.ts'

afterEach(() => vi.useRealTimers())

it('waits until nothing has changed for a while', async () => {
  vi.useFakeTimers()
  const source = ref('a')
  const scope = effectScope()
  const settled = scope.run(() => debounced(() => source.value, 300))
  expect(settled?.value).toBe('a')
  source.value = 'ab'
  await nextTick()
  vi.advanceTimersByTime(200)
  source.value = 'abc'
  await nextTick()
  vi.advanceTimersByTime(299)
  expect(settled?.value).toBe('a')
  vi.advanceTimersByTime(1)
  expect(settled?.value).toBe('abc')
  source.value = 'gone'
  await nextTick()
  scope.stop()
  vi.advanceTimersByTime(1000)
  expect(settled?.value).toBe('abc')
})
