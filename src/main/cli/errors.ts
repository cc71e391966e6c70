/** The command was used wrongly: exit code 2. The message is a sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A signal stopped the command: exit code 128 + the signal's number. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError'
}
