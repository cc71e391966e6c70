import { describe, expect, test } from 'vitest'
import { chooseCapacity } from './capacity.ts'

/** A machine whose batch of `count` takes the given milliseconds, on a clock of its own. */
function machine(milliseconds: (count: number) => number): {
  tried: number[]
  evaluate: (count: number) => Promise<void>
  clock: () => number
} {
  let now = 0
  const tried: number[] = []
  return {
    tried,
    evaluate: async (count) => {
      tried.push(count)
      now += milliseconds(count)
    },
    clock: () => now,
  }
}

const unbounded = { bytes: () => 0, memory: 1 }

describe('the batch size', () => {
  test('is where the rate stops growing', async () => {
    const overhead = machine((count) => 80 + 20 * count + (count > 8 ? 40 * (count - 8) : 0))
    const { capacity, rate } = await chooseCapacity({ ...overhead, ...unbounded })
    // Rates per second: 10, 16.7, 25, 33.3, then 22.2 at 16.
    expect(capacity).toBe(8)
    expect(rate).toBeCloseTo(8 / 0.24, 6)
    expect(Math.max(...overhead.tried)).toBe(16)
  })

  test('is the smallest that is nearly as good as the best', async () => {
    const flat = machine((count) => 100 * count - (count === 4 ? 4 : 0))
    expect((await chooseCapacity({ ...flat, ...unbounded, limit: 4 })).capacity).toBe(1)
  })

  test('stays within memory', async () => {
    const linear = machine(() => 100)
    const bytes = (count: number): number => 1e6 + count * 1e8
    expect((await chooseCapacity({ ...linear, bytes, memory: 4.5e8 })).capacity).toBe(4)
    expect(linear.tried).toEqual([1, 1, 1, 2, 2, 2, 4, 4, 4])
  })

  test('is no larger than the work at hand', async () => {
    expect((await chooseCapacity({ ...machine(() => 100), ...unbounded, limit: 3 })).capacity).toBe(2)
  })

  test('is not found where one image does not fit', async () => {
    const none = chooseCapacity({ ...machine(() => 1), bytes: () => 2 ** 30, memory: 2 ** 28 })
    await expect(none).rejects.toThrow('One image at a time takes 1024 MiB of memory; 256 MiB may be used.')
  })
})
