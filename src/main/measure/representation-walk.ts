import { squaredDistance } from './distance.ts'

/** What a walk asks of a network. */
export interface WalkNetwork {
  /** The layers in the order they are made, with the numbers each holds for an image. */
  readonly blobs: readonly { readonly name: string; readonly units: number }[]
  represent(
    images: readonly Float32Array[],
    blobs: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Float32Array[]>>
}

/** Where adversaries stand between source and guide at one layer: Euclidean distances of the representations. */
export interface WalkStep {
  readonly layer: string
  /** d(a, s) and d(a, g), one an adversary. */
  readonly ds: number[]
  readonly dg: number[]
  /** d(s, g) */
  readonly sg: number
}

/** Numbers held at once, over all images: 512 MiB. */
const MOST_HELD = 2 ** 27

/**
 * Follows adversaries through a network: at every layer, in the order they are made, how far each is from the source and from the
 * guide. All images run in one pass where their representations fit into memory together, else a few layers at a time.
 * @param source pixels in [0, 255], as guide and adversaries
 */
export async function representationWalk(
  network: WalkNetwork,
  source: Float32Array,
  guide: Float32Array,
  adversaries: readonly Float32Array[],
): Promise<WalkStep[]> {
  const images = [source, guide, ...adversaries]
  const steps: WalkStep[] = []
  for (const layers of groups(network.blobs, MOST_HELD / images.length)) {
    const found = await network.represent(images, layers)
    for (const layer of layers) {
      const [s, g, ...rest] = found.get(layer) ?? []
      if (s === undefined || g === undefined)
        throw new Error(`The network gave no representation at ${layer}.`)
      steps.push({
        layer,
        ds: rest.map((a) => Math.sqrt(squaredDistance(a, s))),
        dg: rest.map((a) => Math.sqrt(squaredDistance(a, g))),
        sg: Math.sqrt(squaredDistance(s, g)),
      })
    }
  }
  return steps
}

/** Layers that follow each other, together at most so many units, but at least one. */
function groups(blobs: WalkNetwork['blobs'], most: number): string[][] {
  const found: string[][] = []
  let room = 0
  for (const { name, units } of blobs) {
    if (units > room) {
      found.push([])
      room = most
    }
    found.at(-1)?.push(name)
    room -= units
  }
  return found
}
