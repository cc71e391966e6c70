/** An image file that cannot be used. The message is one sentence naming the file and the reason. */
export class ImageFileError extends Error {
  override readonly name = 'ImageFileError'
}
