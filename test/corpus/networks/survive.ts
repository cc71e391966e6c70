import { expect } from 'vitest'
import { NetworkFileError } from '../../../src/main/network/errors.ts'
import { type Random, seeded } from './mutate.ts'

/** Far more than any of these files takes; a reader that hangs or allocates by a damaged length goes beyond. */
const mostSeconds = 5
const mostBytes = 2 ** 27

/**
 * Reads many damaged files: each is either read, or refused with one sentence that begins with the file's name.
 * @returns how many were refused
 */
export function survive(count: number, file: string, read: (random: Random) => unknown): number {
  let refused = 0
  for (let seed = 0; seed < count; seed++) {
    const [before, start] = [memory(), performance.now()]
    try {
      read(seeded(seed))
    } catch (error) {
      if (!(error instanceof NetworkFileError)) throw new Error(`seed ${seed} of ${file}`, { cause: error })
      expect(error.message, `seed ${seed}`).toMatch(/^\P{Cc}{1,500}$/u)
      expect(error.message.startsWith('net'), error.message).toBe(true)
      refused++
    }
    expect((performance.now() - start) / 1000, `seconds, seed ${seed} of ${file}`).toBeLessThan(mostSeconds)
    expect(memory() - before, `bytes, seed ${seed} of ${file}`).toBeLessThan(mostBytes)
  }
  return refused
}

function memory(): number {
  const { arrayBuffers, heapUsed } = process.memoryUsage()
  return arrayBuffers + heapUsed
}
