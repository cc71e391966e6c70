/** Planes of one channel each as pixels: height × width × channels. */
export function interleaved(planes: Uint8Array, channels: number): Uint8Array {
  const plane = planes.length / channels
  const pixels = new Uint8Array(planes.length)
  for (let i = 0; i < plane; i++) {
    for (let c = 0; c < channels; c++) pixels[channels * i + c] = planes[c * plane + i] ?? 0
  }
  return pixels
}
