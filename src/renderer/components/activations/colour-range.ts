import type { ColourRange } from '../../charts/colour-scale.ts'
import type { Band } from './bands.ts'
import { mapSize, type PatternShape, unitCount } from './pattern.ts'

/** Which values share a colour scale: all of a kind, those of an image (or difference), or those of one map. */
export type Scaling = 'all' | 'image' | 'map'

/** The colour range of a band's unit. Activations and differences never share one. */
export type RangeOf = (band: Band, unit: number) => ColourRange

/**
 * The colour ranges for what is shown. An activation's starts at zero, or at the least value where some are negative; a
 * difference's is symmetric about zero. They are taken over all units, so that a colour keeps its value when a
 * range of units is looked at.
 */
export function colourRanges(bands: readonly Band[], shape: PatternShape, scaling: Scaling): RangeOf {
  const { height, width } = mapSize(shape)
  const area = height * width
  if (scaling === 'map') {
    const ranges = new Map(bands.map((band) => [band.id, perMap(band, unitCount(shape), area)]))
    return (band, unit) => ranges.get(band.id)?.[unit] ?? NOTHING
  }
  const own = new Map(bands.map((band) => [band.id, rangeOf(band.kind, band.values)]))
  if (scaling === 'image') return (band) => own.get(band.id) ?? NOTHING
  const joint = (kind: Band['kind']) =>
    bands.filter((band) => band.kind === kind).reduce((all, { id }) => union(all, own.get(id)), NOTHING)
  const shared = { activation: joint('activation'), difference: joint('difference') }
  return (band) => shared[band.kind]
}

/** The range of each band's unit means, for a drawing that has one colour a unit. */
export function meanRanges(bands: readonly Band[], scaling: Exclude<Scaling, 'map'>): RangeOf {
  const own = bands.map((band) => ({ ...band, values: Float32Array.from(band.means) }))
  return colourRanges(own, [own[0]?.means.length ?? 0], scaling)
}

const NOTHING: ColourRange = { low: 0, high: 0 }

function rangeOf(kind: Band['kind'], values: Float32Array): ColourRange {
  let low = 0
  let high = 0
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  const largest = Math.max(-low, high)
  return kind === 'difference' ? { low: 0 - largest, high: largest } : { low, high }
}

function perMap({ kind, values }: Band, count: number, area: number): ColourRange[] {
  return Array.from({ length: count }, (_, unit) =>
    rangeOf(kind, values.subarray(unit * area, (unit + 1) * area)),
  )
}

function union(one: ColourRange, other = NOTHING): ColourRange {
  return { low: Math.min(one.low, other.low), high: Math.max(one.high, other.high) }
}
