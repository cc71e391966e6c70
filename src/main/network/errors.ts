/** A model file that cannot be used. The message is one sentence naming file, layer (where there is one) and reason. */
export class NetworkFileError extends Error {
  override readonly name = 'NetworkFileError'
}
