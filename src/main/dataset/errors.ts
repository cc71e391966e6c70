/** An image file that cannot be used. The message is one sentence naming the file and the reason. */
export class ImageFileError extends Error {
  override readonly name = 'ImageFileError'
}

/** A dataset that cannot be used: what is at its path, or what was asked of it. The message is one sentence. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError'
}
