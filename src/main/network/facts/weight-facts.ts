import type { WeightFacts } from '../../../contract/network.ts'

/** Bars of a histogram. */
const bins = 64

/** What a histogram and its caption say of numbers: sums are taken in double. `values` must be finite. */
export function numberFacts(
  values: Float32Array,
): Pick<WeightFacts, 'count' | 'min' | 'max' | 'mean' | 'deviation' | 'zeros' | 'histogram'> {
  const count = values.length
  if (count === 0) return { count, min: 0, max: 0, mean: 0, deviation: 0, zeros: 0, histogram: [0] }
  let [min, max, sum, zeros] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0]
  for (const value of values) {
    if (value < min) min = value
    if (value > max) max = value
    if (value === 0) zeros++
    sum += value
  }
  const mean = sum / count
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  const histogram = histogramOf(values, min, max)
  return { count, min, max, mean, deviation: Math.sqrt(squares / count), zeros, histogram }
}

function histogramOf(values: Float32Array, min: number, max: number): number[] {
  if (min === max) return [values.length]
  const histogram = new Array<number>(bins).fill(0)
  const scale = bins / (max - min)
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor((value - min) * scale))
    histogram[bin] = (histogram[bin] ?? 0) + 1
  }
  return histogram
}
