/** An image file that cannot be used. The message is one sentence naming the file and the reason. */
export class ImageFileError extends Error {
  override readonly name = 'ImageFileError'
}

/** One that cannot be got at now, or is another than was indexed: nothing that is to be held against the image itself. */
export class ImageAwayError extends ImageFileError {}

/** A dataset that cannot be used: what is at its path, or what was asked of it. The message is one sentence. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError'
}

/** Whether a file is away: it or its drive is not there now, or may not be read, or it has changed. */
export function isAccessTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error instanceof ImageAwayError || 'syscall' in error || isAccessTrouble(error.cause)
}
