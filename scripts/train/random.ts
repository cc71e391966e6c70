/** A stream of numbers in [0, 1) that a seed determines, so that a training run can be repeated. */
export type Random = () => number

/** Mulberry32 (T. Ettinger, 2017): 32 bits of state, long enough for a few million draws of augmentation. */
export function random(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The integers 0 … n−1 in a random order (Fisher–Yates). */
export function permutation(n: number, next: Random): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const kept = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = kept
  }
  return order
}
