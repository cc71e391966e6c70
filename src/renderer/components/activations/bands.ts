import { ROLE_TITLES, type Role } from '../../theme/roles.ts'
import type { PatternImage, PatternInput, PatternShape } from './pattern.ts'
import { ranks, unitMeans, unitNorms } from './units.ts'

/** One row of the patterns: an image's activations, or how they differ between two images. */
export interface Band {
  readonly id: string
  readonly kind: 'activation' | 'difference'
  /** Whose colours mark it: the image's, or those of the two images that differ. */
  readonly roles: readonly Role[]
  readonly title: string
  /** As in the input: channel by channel, each row by row. */
  readonly values: Float32Array
  /** For each unit the mean of its values. */
  readonly means: Float64Array
  /** What units are ordered and ranked by: the mean of an activation, the size (Euclidean norm) of a difference. */
  readonly strengths: Float64Array
  readonly ranks: Int32Array
}

/** The images' activations, in their order, then adversary − source and adversary − guide for each adversary. */
export function patternBands({ shape, images }: PatternInput): Band[] {
  const bands = images.map((image, index) => activationBand(image, index, shape))
  const adversaries = images.flatMap((image, index) => (image.role === 'adversary' ? [index] : []))
  for (const index of adversaries)
    for (const role of ['source', 'guide'] as const) {
      const other = images.findIndex((image) => image.role === role)
      const [minuend, subtrahend] = [images[index], images[other]]
      if (!minuend || !subtrahend) continue
      const name = adversaries.length > 1 ? minuend.title : ROLE_TITLES.adversary
      const title = `${name} − ${ROLE_TITLES[role].toLowerCase()}`
      bands.push(differenceBand(`${index}−${other}`, title, minuend, subtrahend, shape))
    }
  return bands
}

const MOST_PANELS = 6

/**
 * The bands that are switched off until they are asked for: of maps, which lie side by side, those of the second and further
 * adversaries, where all would be too many.
 */
export function hiddenAtFirst(bands: readonly Band[], maps: boolean): ReadonlySet<Band['id']> {
  if (!maps || bands.length <= MOST_PANELS) return new Set()
  const first = bands.find(({ kind, roles }) => kind === 'activation' && roles.includes('adversary'))
  const later = bands.filter(({ id, roles }) => roles.includes('adversary') && id.split('−')[0] !== first?.id)
  return new Set(later.map(({ id }) => id))
}

function activationBand({ role, title, values }: PatternImage, index: number, shape: PatternShape): Band {
  const means = unitMeans(values, shape)
  return band({
    id: String(index),
    kind: 'activation',
    roles: [role],
    title,
    values,
    means,
    strengths: means,
  })
}

function differenceBand(
  id: string,
  title: string,
  minuend: PatternImage,
  subtrahend: PatternImage,
  shape: PatternShape,
): Band {
  const values = difference(minuend.values, subtrahend.values)
  const means = unitMeans(values, shape)
  const strengths = unitNorms(values, shape)
  const roles = [minuend.role, subtrahend.role]
  return band({ id, kind: 'difference', roles, title, values, means, strengths })
}

function band(facts: Omit<Band, 'ranks'>): Band {
  return { ...facts, ranks: ranks(facts.strengths) }
}

/** minuend − subtrahend, value by value. */
export function difference(minuend: Float32Array, subtrahend: Float32Array): Float32Array {
  return minuend.map((value, at) => value - (subtrahend[at] ?? 0))
}
