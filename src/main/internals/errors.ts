/** Something that cannot be looked into. The message is one sentence that the user can act on. */
export class InternalsError extends Error {
  override readonly name = 'InternalsError'
}
