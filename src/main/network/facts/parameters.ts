import type { Weights } from '../graph.ts'

/** How many numbers a network has learned: all of its weights but a mean image, which belongs to its card. */
export function countParameters(weights: Weights): number {
  let count = 0
  for (const [key, { data }] of weights) if (!key.startsWith('card/')) count += data.length
  return count
}
