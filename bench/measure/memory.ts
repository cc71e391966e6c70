import type { Network } from '../../src/main/network/network.ts'
import * as tf from '../../src/main/tensor/tf.ts'
import type { BenchPair } from '../problems.ts'

/** Resident memory and live tensors over many evaluations: both must stay where they were after the first hundred. */
export async function memoryOver(
  network: Network,
  layer: string,
  pairs: readonly BenchPair[],
  evaluations: number,
) {
  const images = pairs.map(({ source }) => source)
  const targets =
    (
      await network.represent(
        pairs.map(({ guide }) => guide),
        [layer],
      )
    ).get(layer) ?? []
  const samples: { evaluations: number; residentMB: number; tensors: number }[] = []
  const every = Math.max(1, Math.floor(evaluations / 20))
  for (let done = 1; done <= evaluations; done++) {
    await network.squaredDistance(layer, images, targets)
    if (done % every === 0) {
      const residentMB = Math.round(process.memoryUsage.rss() / 2 ** 20)
      samples.push({ evaluations: done, residentMB, tensors: tf.memory().numTensors })
    }
  }
  return { layer, batch: pairs.length, samples }
}
