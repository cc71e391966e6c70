import type { NetworkLayer, ReceptiveField } from '../../contract/network.ts'
import { shapeText } from '../format/shape.ts'

export type LayerColumn = 'index' | 'name' | 'type' | 'units' | 'parameters' | 'multiplyAdds' | 'field'

export interface LayerSort {
  readonly key: LayerColumn
  readonly ascending: boolean
}

/** A layer as a row of the table, with what its columns are sorted by. */
export interface LayerRow {
  readonly layer: NetworkLayer
  /** Its place in the graph, from 1. */
  readonly index: number
  readonly name: string
  readonly type: string
  /** Numbers in its output. */
  readonly units: number
  readonly parameters: number
  readonly multiplyAdds: number
  /** Pixels that a unit sees; infinite where it sees all of the image. */
  readonly field: number
}

export function rowOf(layer: NetworkLayer, place: number): LayerRow {
  const { name, type, shape, parameters, multiplyAdds, receptiveField } = layer
  return {
    layer,
    index: place + 1,
    name,
    type,
    units: shape?.reduce((product, size) => product * size, 1) ?? 0,
    parameters,
    multiplyAdds,
    field: receptiveField ? receptiveField.size[0] * receptiveField.size[1] : Number.POSITIVE_INFINITY,
  }
}

/** Rows in the order asked for, those that are equal in the graph's; names as a person counts (conv2 before conv10). */
export function sortRows(rows: readonly LayerRow[], { key, ascending }: LayerSort): LayerRow[] {
  const sign = ascending ? 1 : -1
  return rows.toSorted((a, b) => sign * compare(a[key], b[key]) || a.index - b.index)
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : a - b
  return String(a).localeCompare(String(b), 'en', { numeric: true })
}

/** Rows that have every word of the query in their name, type or shape. */
export function filterRows(rows: readonly LayerRow[], query: string): LayerRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(({ layer }) => words.every((word) => textOf(layer).includes(word)))
}

const textOf = ({ name, type, shape, blob }: NetworkLayer): string =>
  `${name} ${type} ${shapeText(shape ?? [])} ${shape?.join('x') ?? ''} ${blob ?? ''}`.toLowerCase()

export type LayerTotals = Pick<LayerRow, 'parameters' | 'multiplyAdds'>

/** Sums over some rows. */
export function totalsOf(rows: readonly LayerRow[]): LayerTotals {
  return {
    parameters: rows.reduce((sum, { parameters }) => sum + parameters, 0),
    multiplyAdds: rows.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0),
  }
}

/** The patch of the image that a unit sees: `11 × 11`; `all of it` where it has no place in the image. */
export function fieldText(field: ReceptiveField | null): string {
  return field ? shapeText(field.size) : 'all of it'
}

/** The same with how far neighbouring units' patches lie apart. */
export function fieldDetail(field: ReceptiveField | null): string {
  if (!field) return 'Every unit sees all of the image'
  const [down, across] = field.stride
  const steps = down === across ? `${down}` : `${down} down, ${across} across`
  return `${shapeText(field.size)} pixels, those of neighbouring units ${steps} apart`
}
