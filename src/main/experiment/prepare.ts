import { createHash } from 'node:crypto'
import { type DecodedImage, decodeImage } from '../dataset/decode.ts'
import { type FitCard, fitImage, fitNotes } from '../dataset/fit.ts'

/** An image as a network takes it, with what a report says of it. */
export interface PreparedImage {
  readonly name: string
  /** SHA-256 of the file. */
  readonly hash: string
  /** Integers in [0, 255], height × width × channel at the network's input size. */
  readonly pixels: Float32Array
  /** What was converted or resized, as sentences. */
  readonly notes: readonly string[]
}

/**
 * Decodes an image file and fits it to a network's card.
 * @param name what to call it in the report and in errors
 * @throws {ImageFileError} where it is not an image that can be used
 */
export async function prepareImage(file: Buffer, name: string, card: FitCard): Promise<PreparedImage> {
  return prepare(file, name, await decodeImage(file, name), card)
}

/**
 * The same, but an image of exactly the network's input size is taken as it is, neither resized nor cropped: it is an adversary,
 * say, and was fitted when it was made.
 */
export async function prepareInput(file: Buffer, name: string, card: FitCard): Promise<PreparedImage> {
  const image = await decodeImage(file, name)
  const [height, width] = card.inputSize
  if (image.height !== height || image.width !== width) return prepare(file, name, image, card)
  return prepare(file, name, image, { ...card, fit: 'squash' })
}

function prepare(file: Buffer, name: string, image: DecodedImage, card: FitCard): PreparedImage {
  const notes = [...image.notes, ...fitNotes(image, card)].map((note) => `${name}: ${note}.`)
  const hash = createHash('sha256').update(file).digest('hex')
  return { name, hash, pixels: fitImage(image, card), notes }
}
