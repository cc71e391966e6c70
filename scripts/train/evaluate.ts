import * as tf from '../../src/main/tensor/tf.ts'
import type { Normalisation } from './augment.ts'
import { plainBatch } from './batch.ts'
import type { Labelled } from './data.ts'
import { scores } from './model.ts'
import { fold, type Parameters } from './parameters.ts'

/** The share of pictures (decoded at the card's `resizeTo`) whose highest score is their class. */
export function accuracy(
  parameters: Parameters,
  data: Labelled,
  size: number,
  normalisation: Normalisation,
): number {
  const weights = fold(parameters)
  let right = 0
  for (let from = 0; from < data.labels.length; from += 50) {
    const count = Math.min(50, data.labels.length - from)
    const which = Uint32Array.from({ length: count }, (_, i) => from + i)
    right += tf.tidy(() => {
      const { images, labels } = plainBatch(data, which, size, normalisation)
      const found = tf.argMax(scores(weights, images), 1).dataSync()
      return labels.reduce((sum, label, i) => sum + (found[i] === label ? 1 : 0), 0)
    })
  }
  tf.dispose([...weights.values()])
  return right / data.labels.length
}
