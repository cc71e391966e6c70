import type { InversionSettings, InversionTerms } from '../../contract/inversion.ts'
import { InversionObjective, type InvertibleNetwork } from './objective.ts'
import { objectiveSettings } from './settings.ts'
import { targetOf } from './target.ts'

/**
 * The objective of some images at a layer, each taken anew.
 * @param representation what theirs is compared with
 * @param images pixels, height × width × channel
 */
export async function inversionTerms(
  network: InvertibleNetwork,
  layer: string,
  representation: Float32Array,
  settings: InversionSettings,
  images: readonly ArrayLike<number>[],
): Promise<InversionTerms[]> {
  const parameters = objectiveSettings(settings, network.data.graph, layer)
  const objective = new InversionObjective(network, layer, parameters)
  const target = targetOf(representation, layer)
  const answers = await objective.evaluate(
    images.map((image) => ({ point: objective.meanFree(image), target })),
  )
  return answers.map(({ terms }) => terms)
}
