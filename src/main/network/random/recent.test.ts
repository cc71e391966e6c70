import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Recent } from './recent.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('makes once what is asked for twice within its time, and anew after it', async () => {
  const recent = new Recent<number>(1000)
  let count = 0
  const make = async () => ++count
  expect(await Promise.all([recent.get('a', make), recent.get('a', make)])).toEqual([1, 1])
  await vi.advanceTimersByTimeAsync(999)
  expect(await recent.get('a', make)).toBe(1)
  expect(await recent.get('b', make)).toBe(2)
  await vi.advanceTimersByTimeAsync(2)
  expect(await recent.get('a', make)).toBe(3)
})

it('does not keep a failure', async () => {
  const recent = new Recent<number>(1000)
  await expect(recent.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await recent.get('a', async () => 5)).toBe(5)
})
