/** A representation that cannot be inverted. The message is one sentence with the reason. */
export class InversionError extends Error {
  override readonly name = 'InversionError'
}
