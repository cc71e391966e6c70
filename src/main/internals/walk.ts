import type { WalkStep } from '../../contract/internals.ts'
import type { ReadyNetwork } from '../experiment/request.ts'
import { squaredDistance } from '../measure/distance.ts'
import { representationWalk } from '../measure/representation-walk.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { storedPixels } from './pixels.ts'

/** The images of a walk, by their hashes. */
export interface WalkImages {
  readonly source: string
  readonly guide: string
  readonly adversaries: readonly string[]
}

/**
 * How far adversaries are from their source and guide at every layer; the first step is the image itself, distances
 * there being of pixels in [0, 255] units.
 */
export async function walk(
  workspace: Workspace,
  { network }: ReadyNetwork,
  images: WalkImages,
): Promise<WalkStep[]> {
  const pixels = (hash: string): Promise<Float32Array> => storedPixels(workspace, hash, network.data.card)
  const [source, guide] = await Promise.all([pixels(images.source), pixels(images.guide)])
  const adversaries = await Promise.all(images.adversaries.map(pixels))
  const distance = (one: Float32Array, other: Float32Array): number => Math.sqrt(squaredDistance(one, other))
  const image: WalkStep = {
    layer: network.data.graph.input.blob,
    sourceToGuide: distance(source, guide),
    toSource: adversaries.map((adversary) => distance(adversary, source)),
    toGuide: adversaries.map((adversary) => distance(adversary, guide)),
  }
  const steps = await representationWalk(network, source, guide, adversaries)
  return [
    image,
    ...steps.map(({ layer, ds, dg, sg }) => ({ layer, sourceToGuide: sg, toSource: ds, toGuide: dg })),
  ]
}
