import type { ResultSummary } from '../../../contract/result.ts'

export type SortKey = 'createdAt' | 'network' | 'layer' | 'delta' | 'ratio' | 'label'

export interface Sort {
  readonly key: SortKey
  readonly ascending: boolean
}

/** Results in the order asked for; names with numbers in them in the order a person counts (conv2 before conv10). */
export function sortResults(results: readonly ResultSummary[], { key, ascending }: Sort): ResultSummary[] {
  const sign = ascending ? 1 : -1
  return results.toSorted((a, b) => sign * compare(a[key], b[key]))
}

/** Results that have every word of the query in a name, the network, the layer or the label. */
export function filterResults(results: readonly ResultSummary[], query: string): ResultSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return results.filter(({ source, guide, network, layer, label }) => {
    const text = [source.name, guide.name, network, layer, label ?? ''].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function compare(a: string | number | null, b: string | number | null): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a ?? '').localeCompare(String(b ?? ''), 'en', { numeric: true })
}
