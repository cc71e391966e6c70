import type { DatasetClassName } from './dataset.ts'
import names from './wordnet.json' with { type: 'json' }

const known = new Map<string, string>(Object.entries(names))

/** What a WordNet id stands for, "tench" for n01440764: ImageNet's 1,000 classes. Undefined for others. */
export function wordnetName(id: string): string | undefined {
  return known.get(id)
}

/** Classes by key, each named as WordNet does where the key is an id of it, else by the key. */
export function classNames(keys: readonly string[]): DatasetClassName[] {
  return keys.map((key) => ({ key, name: wordnetName(key) ?? key }))
}
