import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { InternalsPlace } from '../stores/internals.ts'

/** What the address says of the view; null without a result's key. */
export function placeOf(key: unknown, query: LocationQuery): InternalsPlace | null {
  if (typeof key !== 'string' || key === '') return null
  return { key, others: texts(query.with), layer: texts(query.layer)[0] ?? '', rows: texts(query.rows) }
}

/** The address's query for what is shown. */
export function queryOf({ others, layer, rows }: InternalsPlace): LocationQueryRaw {
  return { layer, ...(others.length > 0 ? { with: [...others] } : {}), rows: [...rows] }
}

/** Whether an address says everything that is shown, so that it need not be written anew. */
export function samePlace(a: InternalsPlace | null, b: InternalsPlace | null): boolean {
  const text = (place: InternalsPlace | null) =>
    place && JSON.stringify([place.key, place.others, place.layer, place.rows])
  return text(a) === text(b)
}

function texts(value: LocationQuery[string] | undefined): string[] {
  return [value].flat().filter((one) => typeof one === 'string')
}
