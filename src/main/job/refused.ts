/** A job that cannot be begun as it was asked for. The message is a sentence that says what to change. */
export class JobRefused extends Error {
  override readonly name = 'JobRefused'
}
