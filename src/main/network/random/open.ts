import type { RandomWeights } from '../../../contract/network.ts'
import { type CardDraft, withDraft } from '../card.ts'
import { architectureNames, readArchitecture } from '../catalogue.ts'
import { describeCaffe } from '../format/caffe-description.ts'
import { checked } from '../format/check.ts'
import type { NetworkData, Weight } from '../graph.ts'
import { drawWeights } from './draw-weights.ts'
import type { Fillers } from './filler.ts'
import { planDraws } from './plan-draws.ts'
import { Recent } from './recent.ts'
import { parseRandomSpec, type RandomSpec } from './spec.ts'

/** A network is opened to be described, and soon again to be run; orthonormal weights take a minute. */
const costly = new Recent<ReadonlyMap<string, Weight>>(5 * 60_000)

/** A network but for its weights, and how those were filled before training. */
interface Untrained extends Pick<NetworkData, 'graph' | 'card' | 'notes'> {
  readonly fillers: Fillers
  readonly fillersFrom: string
  readonly mean?: Weight | undefined
}

/**
 * Opens a network with random weights, which is made anew each time and the same each time.
 * @param spec see `parseRandomSpec`
 * @param card used in place of what the architecture or the files say
 * @throws NetworkFileError
 */
export async function openRandom(
  spec: string,
  card: CardDraft = {},
): Promise<{ id: string; data: NetworkData }> {
  const parsed = parseRandomSpec(spec, architectureNames())
  const found = await untrained(parsed, card)
  const { graph, fillers, fillersFrom, mean } = found
  const draws = planDraws(graph, fillers, parsed.weights)
  const make = () => drawWeights(draws, parsed.seed)
  const key = JSON.stringify([draws, parsed.seed])
  const weights = new Map(await (parsed.weights === 'orthonormal' ? costly.get(key, make) : make()))
  if (mean) weights.set('card/mean', mean)
  const title = `${found.card.title}, random weights (${parsed.weights}, seed ${parsed.seed})`
  const notes = [
    ...found.notes,
    `Its weights are random: ${drawn(parsed.weights, fillersFrom)}; seed ${parsed.seed}.`,
  ]
  const data = { graph, weights, card: { ...found.card, title }, notes }
  return { id: parsed.id, data: checked(data, parsed.id) }
}

async function untrained({ architecture, paths }: RandomSpec, given: CardDraft): Promise<Untrained> {
  if (architecture === undefined) return describeCaffe(paths, given)
  const { graph, card, fillers, fillersFrom } = readArchitecture(architecture)
  return { graph, card: withDraft(card, given), fillers, fillersFrom, notes: [] }
}

function drawn(scheme: RandomWeights, fillersFrom: string): string {
  if (scheme === 'he') return 'Gaussian after He et al. (2015), biases 0'
  const own = `drawn by each layer’s own filler for training (${fillersFrom.replace(/\.$/, '')})`
  return scheme === 'training' ? own : `${own}, each layer’s matrix then made orthonormal`
}
