import type { Card } from '../network/card.ts'
import { NetworkFileError } from '../network/errors.ts'
import { resizeBilinear } from './bilinear.ts'
import type { DecodedImage, Pixels } from './decode.ts'
import type { Size } from './taps.ts'

/** What of a card says how an image is fitted. */
export interface FitCard extends Pick<Card, 'title' | 'fit' | 'resizeTo' | 'channelOrder'> {
  readonly inputSize: Size
}

/**
 * The size an image is resized to before its centre is cropped to the card's input size.
 * @throws {NetworkFileError} where the card asks for a crop larger than what it is cut from.
 */
function resizedSize(image: Size, card: FitCard): Size {
  const [height, width] = card.inputSize
  if (card.fit === 'squash') return [height, width]
  const side = card.resizeTo ?? Math.max(height, width)
  if (side < Math.max(height, width)) {
    throw new NetworkFileError(
      `The card of ${card.title} cannot be followed: it crops ${height} × ${width} from an image resized to ${side}; raise resizeTo.`,
    )
  }
  if (card.fit === 'squash-crop') return [side, side]
  const short = Math.min(image[0], image[1])
  return [Math.floor((image[0] * side) / short), Math.floor((image[1] * side) / short)]
}

const channelsOf = ({ channelOrder }: FitCard): 1 | 3 => (channelOrder === 'grey' ? 1 : 3)

/** Numbers of a fitted image. */
export const fittedLength = (card: FitCard): number =>
  card.inputSize[0] * card.inputSize[1] * channelsOf(card)

/**
 * An image as the network takes it: resized and cropped as its card says, grey where it takes one channel.
 * @param into where it is to be put, if not in a new array
 * @returns integers in [0, 255], height × width × channels (RGB, or one)
 * @throws {NetworkFileError} where the card's sizes contradict each other.
 */
export function fitImage(
  image: Pixels,
  card: FitCard,
  into: Float32Array = new Float32Array(fittedLength(card)),
): Float32Array {
  const channels = channelsOf(card)
  const pixels = channels === 1 ? luma(image.pixels) : image.pixels
  const from: Size = [image.height, image.width]
  const to = resizedSize(from, card)
  const size = card.inputSize
  // Only the centre is computed: a strip of one pixel by thousands would be gigabytes when enlarged.
  const centre = { top: Math.floor((to[0] - size[0]) / 2), left: Math.floor((to[1] - size[1]) / 2), size }
  into.set(resizeBilinear(pixels, from, channels, to, centre))
  return into
}

/** What fitting does that a user may want to know, as `DecodedImage.notes`. */
export function fitNotes(image: DecodedImage, card: FitCard): string[] {
  const [height, width] = resizedSize([image.height, image.width], card)
  const notes: string[] = []
  if (image.height < height || image.width < width) {
    notes.push(
      `enlarged from ${image.width} × ${image.height} to the ${width} × ${height} pixels the network starts from`,
    )
  }
  if (card.channelOrder === 'grey' && !image.grey)
    notes.push('converted to grey, the one channel the network takes')
  return notes
}

/** Rec. 601 luma with OpenCV's 15-bit weights, as its grey images. */
function luma(pixels: Uint8Array): Uint8Array {
  const grey = new Uint8Array(pixels.length / 3)
  for (let i = 0; i < grey.length; i++) {
    const weighted =
      9798 * (pixels[3 * i] ?? 0) + 19235 * (pixels[3 * i + 1] ?? 0) + 3735 * (pixels[3 * i + 2] ?? 0)
    grey[i] = (weighted + 16384) >> 15
  }
  return grey
}
