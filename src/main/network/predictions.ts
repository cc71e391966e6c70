import type { Prediction } from '../../contract/measures.ts'
import type { Card } from './card.ts'

/** The `k` most probable classes, most probable first. Scores are made probabilities unless they are already. */
export function rank(
  scores: Float32Array,
  { labels }: Pick<Card, 'labels'>,
  k: number,
  normalised: boolean,
): Prediction[] {
  const probabilities = normalised ? [...scores] : softmax(scores)
  return probabilities
    .map((probability, index) => ({ index, label: labels[index] ?? `class ${index}`, probability }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, k)
}

function softmax(scores: Float32Array): number[] {
  const largest = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const exponentials = Array.from(scores, (score) => Math.exp(score - largest))
  const total = exponentials.reduce((sum, value) => sum + value, 0)
  return exponentials.map((value) => value / total)
}
