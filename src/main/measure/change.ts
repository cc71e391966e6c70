import type { Measure } from './measure.ts'

/** The largest change of any pixel's channel, ‖a − s‖∞, in [0, 255] units. */
export const maxChange: Measure = ({ source, adversary }) => {
  let largest = 0
  for (let i = 0; i < source.length; i++) {
    largest = Math.max(largest, Math.abs((adversary[i] ?? 0) - (source[i] ?? 0)))
  }
  return largest
}

/** The mean absolute change over all pixels' channels, in [0, 255] units. */
export const meanChange: Measure = ({ source, adversary }) => {
  let sum = 0
  for (let i = 0; i < source.length; i++) sum += Math.abs((adversary[i] ?? 0) - (source[i] ?? 0))
  return sum / source.length
}
