import type { Check } from '../../contract/check.ts'
import type { DatasetClassName } from '../dataset/dataset.ts'
import { matchClasses, type NetworkClasses } from '../dataset/match-classes.ts'

/** Which of a network's classes each class of a dataset is, and how that was found out. */
export interface ClassMatch {
  /** By dataset label, the network's class; −1 where it has none. */
  readonly classes: Int32Array
  readonly by: Check['matchedBy']
  readonly notes: readonly string[]
}

/**
 * Matches a dataset's classes with a network's: by identifier, name or number as `matchClasses`. A network that does not name its
 * classes, and has as many as the dataset, is taken to have them in the dataset's order.
 * @param count how many classes the network tells apart
 */
export function matchedClasses(
  classes: readonly DatasetClassName[],
  { labels, ids }: NetworkClasses,
  count: number,
): ClassMatch {
  if (labels.length === 0 && classes.length === count) {
    const notes = ['The network does not name its classes: they are taken to be in the dataset’s order.']
    return { classes: Int32Array.from(classes.keys()), by: 'number', notes }
  }
  // Classes without names still have their numbers.
  const named = labels.length === 0 ? Array<string>(count).fill('') : labels
  const matched = matchClasses(classes, { labels: named, ids })
  const missing = classes.filter((_, label) => (matched[label] ?? -1) < 0)
  const by = howMatched(classes, matched, ids, missing.length === classes.length)
  const some = missing.length > 0 && by !== 'none'
  const list = missing.slice(0, 8).map(({ name }) => name)
  const rest = missing.length > list.length ? ` and ${missing.length - list.length} more` : ''
  const notes = some
    ? [`The network has no class for ${list.join(', ')}${rest}: their images count for nothing.`]
    : []
  return { classes: matched, by, notes }
}

function howMatched(
  classes: readonly DatasetClassName[],
  matched: Int32Array,
  ids: readonly string[],
  none: boolean,
): Check['matchedBy'] {
  if (none) return 'none'
  const found = classes.flatMap(({ key }, label) => {
    const match = matched[label] ?? -1
    return match < 0 ? [] : [{ key, match }]
  })
  if (found.some(({ key, match }) => ids[match] === key)) return 'id'
  return found.every(({ key, match }) => String(match) === key) ? 'number' : 'name'
}
