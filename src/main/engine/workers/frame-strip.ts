import sharp from 'sharp'

type Shape = readonly [number, number, number]

/** What stands where an image has not begun. */
const GREY = 128

/**
 * Images side by side, left to right, as one PNG; it is quickly made rather than small, because it is looked at once.
 * @param images height × width × channels each; those not there yet are grey
 */
export function framesStrip(
  images: readonly (Uint8Array | undefined)[],
  [height, width, channels]: Shape,
): Promise<Buffer> {
  const row = width * channels
  const strip = new Uint8Array(height * row * images.length).fill(GREY)
  for (const [place, image] of images.entries()) {
    for (let y = 0; image && y < height; y++)
      strip.set(image.subarray(y * row, (y + 1) * row), (y * images.length + place) * row)
  }
  const raw = { width: width * images.length, height, channels: channels === 1 ? 1 : 3 } as const
  return sharp(strip, { raw }).png({ compressionLevel: 1 }).toBuffer()
}
