/**
 * Each channel's mean over the positions of a representation.
 * @param values height × width × channels
 */
export function meanOverPositions(values: Float32Array, channels: number): Float32Array {
  const sums = new Float64Array(channels)
  for (let at = 0; at < values.length; at += channels) {
    for (let channel = 0; channel < channels; channel++) {
      sums[channel] = (sums[channel] ?? 0) + (values[at + channel] ?? 0)
    }
  }
  const positions = values.length / channels
  return Float32Array.from(sums, (sum) => sum / positions)
}
