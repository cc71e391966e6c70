import type { FeatureNetwork } from './feature-network.ts'

/**
 * A network whose layer `scaled` multiplies each pixel by its own weight, and whose layer `dead` is 0 everywhere: the
 * best adversary is known, the guide cut to the box. For tests.
 */
export function scalingNetwork(weights: readonly number[]): FeatureNetwork {
  const scale = (image: Float32Array, layer: string): Float32Array =>
    image.map((value, i) => (layer === 'dead' ? 0 : (weights[i] ?? 1) * value))
  return {
    inputShape: [1, weights.length, 1],
    blobs: [
      { name: 'scaled', units: weights.length },
      { name: 'dead', units: weights.length },
    ],
    represent: async (images, layers) =>
      new Map(layers.map((layer) => [layer, images.map((image) => scale(image, layer))])),
    squaredDistance: async (layer, images, targets, weigh) => {
      const differences = images.map((image, i) =>
        scale(image, layer).map((value, j) => value - (targets[i]?.[j] ?? 0)),
      )
      return {
        values: Float64Array.from(differences, (d) => d.reduce((sum, value) => sum + value * value, 0)),
        gradients: (weigh?.(differences) ?? differences).map((d) =>
          d.map((value, j) => 2 * (weights[j] ?? 1) * value),
        ),
      }
    },
  }
}
