/** Numbers in [0, 1) that follow from the seeds alone, on every machine: mulberry32 over a mix of the seeds. */
export function generator(...seeds: readonly number[]): () => number {
  let state = 0x9e3779b9
  for (const seed of seeds) state = scramble(state ^ Math.imul(seed + 0x7f4a7c15, 0x85ebca6b))
  return () => {
    state = (state + 0x6d2b79f5) | 0
    return scramble(state) / 2 ** 32
  }
}

function scramble(value: number): number {
  let t = Math.imul(value ^ (value >>> 15), value | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return (t ^ (t >>> 14)) >>> 0
}

/** A number between two, evenly. */
export const between = (random: () => number, low: number, high: number): number =>
  low + (high - low) * random()
