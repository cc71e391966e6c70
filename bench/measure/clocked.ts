import type { FeatureNetwork } from '../../src/main/method/feature-network.ts'

/**
 * A network whose time is summed, that of `squaredDistance` apart, so that what is left of a run's wall time is the
 * solver's. What `weigh` takes within a call counts as the solver's too.
 */
export interface Clocked {
  readonly network: FeatureNetwork
  /** In `squaredDistance`. */
  seconds(): number
  /** In `represent`: what the pairs' set-up takes. */
  setUpSeconds(): number
  /** Calls of `squaredDistance`, and images over all calls. */
  counts(): { readonly calls: number; readonly images: number }
}

export function clocked(network: FeatureNetwork): Clocked {
  let milliseconds = 0
  let setUp = 0
  let calls = 0
  let images = 0
  return {
    network: {
      blobs: network.blobs,
      inputShape: network.inputShape,
      represent: async (batch, blobs) => {
        const start = performance.now()
        const result = await network.represent(batch, blobs)
        setUp += performance.now() - start
        return result
      },
      squaredDistance: async (blob, batch, targets, weigh) => {
        const start = performance.now()
        let weighing = 0
        const result = await network.squaredDistance(
          blob,
          batch,
          targets,
          weigh &&
            ((residuals) => {
              const begin = performance.now()
              const weighted = weigh(residuals)
              weighing += performance.now() - begin
              return weighted
            }),
        )
        milliseconds += performance.now() - start - weighing
        calls += 1
        images += batch.length
        return result
      },
    },
    seconds: () => milliseconds / 1000,
    setUpSeconds: () => setUp / 1000,
    counts: () => ({ calls, images }),
  }
}
