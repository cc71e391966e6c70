/**
 * A representation in Caffe's order, one channel's map after the other, from the height × width × channel order in which
 * networks give it. Of any other shape than `[channels, height, width]` the order is the same already.
 */
export function channelMajor(values: Float32Array, shape: readonly number[]): Float32Array {
  const [channels = 1, height = 1, width = 1] = shape
  if (shape.length !== 3) return values
  const pixels = height * width
  const ordered = new Float32Array(values.length)
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      ordered[channel * pixels + pixel] = values[pixel * channels + channel] ?? 0
    }
  }
  return ordered
}
