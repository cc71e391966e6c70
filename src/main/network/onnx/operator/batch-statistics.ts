import type { Constant } from '../value.ts'

/**
 * Numbers by the mean and variance of each channel over all else, then a factor and a term a channel: what BatchNormalization does in
 * training. Networks hold it where weights are standardised (Qiao et al. 2019), which are known beforehand.
 */
export function standardisedChannels(
  { type, shape, data }: Constant,
  scale: ArrayLike<number>,
  bias: ArrayLike<number>,
  epsilon: number,
): { output: Constant; means: Float32Array; variances: Float32Array } {
  const [batch = 1, channels = 1] = shape
  const each = data.length / (batch * channels)
  const out = new Float32Array(data.length)
  const [means, variances] = [new Float32Array(channels), new Float32Array(channels)]
  for (let channel = 0; channel < channels; channel++) {
    const over = (visit: (at: number) => void) => {
      for (let image = 0; image < batch; image++)
        for (let i = 0, from = (image * channels + channel) * each; i < each; i++) visit(from + i)
    }
    let [sum, squares] = [0, 0]
    over((at) => {
      sum += data[at] ?? 0
    })
    const mean = sum / (batch * each)
    over((at) => {
      squares += ((data[at] ?? 0) - mean) ** 2
    })
    const variance = squares / (batch * each)
    const gain = (scale[channel] ?? 1) / Math.sqrt(variance + epsilon)
    means[channel] = mean
    variances[channel] = variance
    over((at) => {
      out[at] = ((data[at] ?? 0) - mean) * gain + (bias[channel] ?? 0)
    })
  }
  return { output: { type, shape, data: out }, means, variances }
}
