import { squaredDistance } from '../measure/distance.ts'
import { MethodError } from './errors.ts'
import type { FeatureNetwork, Pair } from './feature-network.ts'

/** How many pairs' representations are held at once while checking. */
const CHUNK = 8

export const nameOf = (pair: Pair, index: number): string => pair.name ?? `pair ${index + 1}`

/**
 * Checks everything that can be known before optimising.
 * @returns the squared distance of each pair's representations, positive and finite
 * @throws {MethodError} naming the pair and what is wrong with it
 */
export async function checkPairs(
  network: FeatureNetwork,
  layer: string,
  pairs: readonly Pair[],
  delta: number,
): Promise<number[]> {
  if (!(delta > 0 && delta <= 255))
    throw new MethodError(`Delta is ${delta}; it must be above 0 and at most 255.`)
  if (!network.blobs.some(({ name }) => name === layer)) {
    const names = network.blobs.map(({ name }) => name).join(', ')
    throw new MethodError(`The network has no layer "${layer}"; its layers are ${names}.`)
  }
  for (const [index, pair] of pairs.entries()) checkPixels(network, pair, nameOf(pair, index))
  const distances: number[] = []
  for (let start = 0; start < pairs.length; start += CHUNK) {
    const chunk = pairs.slice(start, start + CHUNK)
    const images = chunk.flatMap(({ source, guide }) => [source, guide])
    const values = (await network.represent(images, [layer])).get(layer) ?? []
    for (const [i, pair] of chunk.entries()) {
      const [source, guide] = [values[2 * i], values[2 * i + 1]]
      if (!source || !guide) throw new MethodError(`The network gave no representation at ${layer}.`)
      const distance = squaredDistance(source, guide)
      checkDistance(distance, layer, nameOf(pair, start + i))
      distances.push(distance)
    }
  }
  return distances
}

function checkPixels(network: FeatureNetwork, pair: Pair, name: string): void {
  const size = network.inputShape.reduce((product, side) => product * side, 1)
  for (const role of ['source', 'guide'] as const) {
    const pixels = pair[role]
    if (pixels.length !== size) {
      throw new MethodError(
        `The ${role} of ${name} has ${pixels.length} numbers; the network takes ${network.inputShape.join(' × ')}.`,
      )
    }
    const wrong = firstWrong(pixels)
    if (wrong !== undefined)
      throw new MethodError(
        `The ${role} of ${name} holds ${wrong} where an image holds integers from 0 to 255.`,
      )
  }
  if (same(pair.source, pair.guide)) {
    throw new MethodError(
      `The source and the guide of ${name} are the same picture at the network's input size; choose another guide.`,
    )
  }
}

/** The first number that no pixel has. A plain loop: every pair's images are looked at. */
function firstWrong(pixels: Float32Array): number | undefined {
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] ?? Number.NaN
    if (!(Number.isInteger(value) && value >= 0 && value <= 255)) return value
  }
  return undefined
}

function same(a: Float32Array, b: Float32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

function checkDistance(distance: number, layer: string, name: string): void {
  if (!Number.isFinite(distance)) {
    throw new MethodError(
      `The network's values at ${layer} are not finite numbers for ${name}; its weights may be damaged, or its card's mean or scale wrong.`,
    )
  }
  if (distance === 0) {
    throw new MethodError(
      `The network represents the source and the guide of ${name} as the same at ${layer}, so there is no distance to close; choose another layer or guide.`,
    )
  }
}
