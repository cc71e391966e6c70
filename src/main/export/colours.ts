export type ColourScale = 'viridis' | 'grey'

/** Every seventeenth of matplotlib's 256 viridis colours (CC0); between them straight lines are within 7 of 255. */
const VIRIDIS: readonly (readonly number[])[] = [
  ...['440154', '481a6c', '472f7d', '414487', '39568c', '31688e', '2a788e', '23888e'],
  ...['1f988b', '22a884', '35b779', '54c568', '7ad151', 'a5db36', 'd2e21b', 'fde725'],
].map((digits) => [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)))

/**
 * A value's colour on a scale from 0 to 1: red, green, blue in [0, 255]. What lies outside is cut, what is no number black.
 */
export function colourOf(value: number, scale: ColourScale): readonly [number, number, number] {
  if (Number.isNaN(value)) return [0, 0, 0]
  const share = Math.min(1, Math.max(0, value))
  if (scale === 'grey') {
    const level = Math.round(255 * share)
    return [level, level, level]
  }
  const at = share * (VIRIDIS.length - 1)
  const below = Math.min(Math.floor(at), VIRIDIS.length - 2)
  const mix = (channel: number): number => {
    const [low = 0, high = 0] = [VIRIDIS[below]?.[channel], VIRIDIS[below + 1]?.[channel]]
    return Math.round(low + (at - below) * (high - low))
  }
  return [mix(0), mix(1), mix(2)]
}
