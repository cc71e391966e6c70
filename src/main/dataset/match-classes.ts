import type { DatasetClassName } from './dataset.ts'

/** A network's classes: names by class, and WordNet or other identifiers, as many or none. */
export interface NetworkClasses {
  readonly labels: readonly string[]
  readonly ids: readonly string[]
}

/** Letter case, underscores and further synonyms aside. */
const plain = (name: string): string =>
  (name.split(',', 1)[0] ?? '')
    .toLowerCase()
    .replaceAll(/[_\s-]+/g, ' ')
    .trim()

/**
 * Which class of a network each class of a dataset is: by identifier where both have one, else by a name that only one class has, else,
 * where the dataset's keys are numbers and none beyond the network's classes, by number.
 * @returns by dataset label, the network's class; −1 where it has none
 */
export function matchClasses(classes: readonly DatasetClassName[], network: NetworkClasses): Int32Array {
  const byId = new Map(network.ids.map((id, i) => [id, i]))
  const byName = new Map<string, number>()
  for (const [i, label] of network.labels.entries()) {
    const name = plain(label)
    // Two classes of one name, the crane that flies and the one that lifts, say nothing.
    byName.set(name, byName.has(name) ? -1 : i)
  }
  const matched = classes.map(
    ({ key, name }) => byId.get(key) ?? byName.get(plain(name)) ?? byName.get(plain(key)) ?? -1,
  )
  const numbers = classes.map(({ key }) => (/^\d+$/.test(key) ? Number(key) : -1))
  const numbered = numbers.every((number) => number >= 0 && number < network.labels.length)
  if (numbered && matched.every((match) => match < 0)) return Int32Array.from(numbers)
  return Int32Array.from(matched)
}
