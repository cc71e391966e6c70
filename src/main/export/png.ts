import sharp from 'sharp'
import { withText } from './png-text.ts'

/**
 * Pixels as a PNG that holds exactly them: no palette, no profile, no alpha.
 * @param pixels height × width × channels
 * @param shape height, width and channels: 3 for RGB, 1 for grey
 * @param comment text to keep in the file
 */
export async function encodePng(
  pixels: Uint8Array,
  [height, width, channels]: readonly [number, number, number],
  comment?: string,
): Promise<Buffer> {
  if (channels !== 1 && channels !== 3)
    throw new RangeError(`A PNG of ${channels} channels cannot be written.`)
  const png = await sharp(pixels, { raw: { width, height, channels } })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .png({ palette: false, adaptiveFiltering: true })
    .toBuffer()
  return comment === undefined ? png : withText(png, 'Comment', comment)
}
