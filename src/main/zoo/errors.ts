/** Something about the networks of a workspace that the user can correct. The message is a sentence. */
export class ZooError extends Error {
  override readonly name = 'ZooError'
}
