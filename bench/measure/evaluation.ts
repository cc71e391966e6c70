import type { Network } from '../../src/main/network/network.ts'
import type { BenchPair } from '../problems.ts'

/** Seconds of each of `repeats` evaluations (value and gradient) of a batch, after two to warm up. */
export async function evaluationSeconds(
  network: Network,
  layer: string,
  pairs: readonly BenchPair[],
  batch: number,
  repeats: number,
): Promise<number[]> {
  const chosen = Array.from({ length: batch }, (_, i) => pairs[i % pairs.length]).filter(
    (pair) => pair !== undefined,
  )
  const images = chosen.map(({ source }) => source)
  const guides = chosen.map(({ guide }) => guide)
  const targets = (await network.represent(guides, [layer])).get(layer) ?? []
  const seconds: number[] = []
  for (let repeat = 0; repeat < repeats + 2; repeat++) {
    const start = performance.now()
    await network.squaredDistance(layer, images, targets)
    if (repeat >= 2) seconds.push((performance.now() - start) / 1000)
  }
  return seconds
}
