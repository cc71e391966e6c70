import type { FeatureNetwork } from '../../src/main/method/feature-network.ts'

/** A network whose time in `squaredDistance` is summed, so that what is left of a run's wall time is the solver's. */
export interface Clocked {
  readonly network: FeatureNetwork
  seconds(): number
  /** Calls, and images over all calls. */
  counts(): { readonly calls: number; readonly images: number }
}

export function clocked(network: FeatureNetwork): Clocked {
  let milliseconds = 0
  let calls = 0
  let images = 0
  return {
    network: {
      blobs: network.blobs,
      inputShape: network.inputShape,
      represent: (batch, blobs) => network.represent(batch, blobs),
      squaredDistance: async (blob, batch, targets) => {
        const start = performance.now()
        const result = await network.squaredDistance(blob, batch, targets)
        milliseconds += performance.now() - start
        calls += 1
        images += batch.length
        return result
      },
    },
    seconds: () => milliseconds / 1000,
    counts: () => ({ calls, images }),
  }
}
