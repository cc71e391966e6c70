import type { Result } from '../../contract/result.ts'
import { blobUrl } from '../backend/addresses.ts'
import { significant } from '../format/number.ts'
import type { Role } from '../theme/roles.ts'

/** One of the images that are compared: it has a column of inversions, a band of activations and, if an adversary, a curve. */
export interface Column {
  /** The same as long as it is the same image to the user, whatever its pixels are by now. */
  readonly id: string
  readonly role: Role
  /** What it is called beside the others: `Source`, `Adversary fc7`. */
  readonly title: string
  /** What made it, or the file's name. */
  readonly detail: string
  /** Its pixels at the network's input size: a blob, or a file of the cache while it forms. */
  readonly hash: string
  readonly url: string
  /** True while an optimisation still changes it. */
  readonly forming: boolean
  /** The layer an adversary was made for. */
  readonly madeAt: string | null
}

/** What sets adversaries of one pair apart: the layer, delta, or both, and the solver only where nothing else does. */
export function adversaryTitles(results: readonly Pick<Result, 'layer' | 'delta' | 'solver'>[]): string[] {
  const differs = (value: (one: (typeof results)[number]) => unknown) => new Set(results.map(value)).size > 1
  if (results.length < 2) return results.map(() => 'Adversary')
  const layers = differs(({ layer }) => layer)
  const deltas = differs(({ delta }) => delta)
  return results.map(({ layer, delta, solver }) => {
    const parts = [layers ? layer : '', deltas ? `δ ${delta}` : ''].filter(Boolean)
    return ['Adversary', ...(parts.length > 0 ? parts : [solver])].join(' ')
  })
}

/** The columns of a pair and its adversaries: source, guide, then one for each adversary. */
export function resultColumns(results: readonly Result[]): Column[] {
  const [first] = results
  if (!first) return []
  const titles = adversaryTitles(results)
  return [
    column('source', 'source', 'Source', first.source.name, first.images.source, null),
    column('guide', 'guide', 'Guide', first.guide.name, first.images.guide, null),
    ...results.map((result, i) =>
      column(
        result.key,
        'adversary',
        titles[i] ?? 'Adversary',
        `${result.layer} · δ ${result.delta} · ratio ${significant(result.report.eightBit.ratio)}`,
        result.images.adversary,
        result.layer,
      ),
    ),
  ]
}

function column(
  id: string,
  role: Role,
  title: string,
  detail: string,
  hash: string,
  madeAt: string | null,
): Column {
  return { id, role, title, detail, hash, url: blobUrl(hash), forming: false, madeAt }
}
