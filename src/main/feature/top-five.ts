import type { Prediction } from '../../contract/measures.ts'
import type { NetworkData } from '../network/graph.ts'

/** Classes that are kept of each image's predictions. */
export const TOP = 5

/** Whether the network's output is probabilities already. */
export function isNormalised({ graph, card }: Pick<NetworkData, 'graph' | 'card'>): boolean {
  const { output } = card
  return (
    output !== undefined && graph.layers.some(({ type, tops }) => type === 'Softmax' && tops.includes(output))
  )
}

/** The five most probable classes, then their probabilities; class −1 with probability 0 where there are fewer. */
export function topFive(scores: Float32Array, normalised: boolean): Float32Array {
  const row = new Float32Array(2 * TOP).fill(-1, 0, TOP)
  const chosen = largestFirst(scores)
  const largest = scores[chosen[0] ?? 0] ?? 0
  const total = normalised ? 1 : scores.reduce((sum, score) => sum + Math.exp(score - largest), 0)
  chosen.forEach((index, place) => {
    const score = scores[index] ?? 0
    row[place] = index
    row[TOP + place] = normalised ? score : Math.exp(score - largest) / total
  })
  return row
}

/** Where the five largest are, in one pass; of equal ones the first. */
function largestFirst(scores: Float32Array): number[] {
  const chosen: number[] = []
  const at = (place: number): number => scores[chosen[place] ?? 0] ?? 0
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] ?? 0
    if (chosen.length === TOP && !(score > at(TOP - 1))) continue
    let place = Math.min(chosen.length, TOP - 1)
    while (place > 0 && score > at(place - 1)) place--
    chosen.splice(place, 0, index)
    chosen.length = Math.min(chosen.length, TOP)
  }
  return chosen
}

/** A kept row as predictions, most probable first. */
export function readTopFive(row: Float32Array, labels: readonly string[]): Prediction[] {
  return Array.from(row.subarray(0, TOP), (index, place) => ({
    index,
    label: labels[index] ?? `class ${index}`,
    probability: row[TOP + place] ?? 0,
  })).filter(({ index }) => index >= 0)
}
