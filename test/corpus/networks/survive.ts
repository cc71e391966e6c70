import { expect } from 'vitest'
import { NetworkFileError } from '../../../src/main/network/errors.ts'
import { type Random, seeded } from './mutate.ts'

/** Far more than any of these files takes; a reader that hangs or allocates by a damaged length goes beyond. */
const mostSeconds = 5
const mostBytes = 2 ** 27
/** As much again for what is not collected between two files. */
const mostBytesAtOnce = 2 ** 28

/**
 * Reads many damaged files: each is either read, or refused with one sentence that begins with the file's name.
 * @returns how many were refused
 */
export function survive(count: number, file: string, read: (random: Random) => unknown): number {
  let refused = 0
  const highest = peak()
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
  expect(peak() - highest, `bytes at the highest, ${file}`).toBeLessThan(mostBytesAtOnce)
  return refused
}

/** The most memory that the process ever had, which tells too of what was given back at once. */
const peak = (): number => process.resourceUsage().maxRSS * 1024

function memory(): number {
  const { arrayBuffers, heapUsed } = process.memoryUsage()
  return arrayBuffers + heapUsed
}
