import { significant, whole } from '../../format/number.ts'
import type { Band } from './bands.ts'
import { hasMaps, mapSize, type PatternInput, type PatternShape, unitCount } from './pattern.ts'
import type { Cursor } from './pattern-state.ts'

/** `4,096 units`, `384 channels of 13 × 13`. */
export function countText(shape: PatternShape): string {
  const { height, width } = mapSize(shape)
  const count = whole(unitCount(shape))
  return hasMaps(shape) ? `${count} channels of ${height} × ${width}` : `${count} units`
}

/** `Unit 12`, `Channel 12`, and what it stands for where that is known. */
export function unitTitle({ shape, names }: Pick<PatternInput, 'shape' | 'names'>, unit: number): string {
  const number = `${hasMaps(shape) ? 'Channel' : 'Unit'} ${whole(unit)}`
  const name = names?.[unit]
  return name ? `${number}, ${name}` : number
}

/** A band's value under the cursor. */
export function valueAt(
  { values }: Band,
  { shape }: Pick<PatternInput, 'shape'>,
  { unit, y, x }: Cursor,
): number {
  const { height, width } = mapSize(shape)
  return values[(unit * height + y) * width + x] ?? 0
}

/** With its sign always, as a difference is written. */
export function signedText(value: number): string {
  return value > 0 ? `+${significant(value)}` : significant(value)
}

export function valueText(kind: Band['kind'], value: number): string {
  return kind === 'difference' ? signedText(value) : significant(value)
}

/** What is under the cursor, in words: unit, and value and rank in every band. */
export function cursorText(input: PatternInput, bands: readonly Band[], cursor: Cursor): string {
  const maps = hasMaps(input.shape)
  const place = maps ? `, row ${cursor.y}, column ${cursor.x}` : ''
  const parts = bands.map((band) => {
    const value = valueText(band.kind, valueAt(band, input, cursor))
    const mean = maps ? `, mean ${valueText(band.kind, band.means[cursor.unit] ?? 0)}` : ''
    return `${band.title} ${value}${mean}, rank ${whole(band.ranks[cursor.unit] ?? 0)}`
  })
  return `${unitTitle(input, cursor.unit)}${place}: ${parts.join('; ')}`
}
