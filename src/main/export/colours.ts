import { type Colour, VIRIDIS } from '../../contract/viridis.ts'

export type ColourScale = 'viridis' | 'grey'

const BLACK: Colour = [0, 0, 0]

/** A value's colour on a scale from 0 to 1, the nearest of 256. What lies outside is cut, what is no number black. */
export function colourOf(value: number, scale: ColourScale): Colour {
  if (Number.isNaN(value)) return BLACK
  const level = Math.round(255 * Math.min(1, Math.max(0, value)))
  return scale === 'grey' ? [level, level, level] : (VIRIDIS[level] ?? BLACK)
}
