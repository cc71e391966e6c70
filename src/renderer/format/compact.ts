import { full, significant, whole } from './number.ts'

const STEPS = [
  { size: 1e12, letter: 'T' },
  { size: 1e9, letter: 'G' },
  { size: 1e6, letter: 'M' },
  { size: 1e3, letter: 'k' },
] as const

/** A count in three significant digits and a letter, as networks' sizes are spoken of: `724 M`, `34.9 k`, `96`. */
export function compact(count: number): string {
  const step = STEPS.find(({ size }) => Math.abs(count) >= size)
  if (!step) return Number.isInteger(count) ? whole(count) : significant(count)
  const scaled = Number((count / step.size).toPrecision(3))
  // 999,600 is a million in three digits.
  return scaled >= 1000 ? compact(scaled * step.size) : `${significant(scaled)} ${step.letter}`
}

/** The same with every digit, for the pointer's rest and the clipboard. */
export function exactly(count: number): string {
  return Number.isInteger(count) ? whole(count) : full(count)
}
