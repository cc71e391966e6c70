/** Files that could not be written or read. The message is one sentence naming the place and the reason. */
export class ExportError extends Error {
  override readonly name = 'ExportError'
}
