/** A pair that a method cannot work on. The message is one sentence naming the pair and the reason. */
export class MethodError extends Error {
  override readonly name = 'MethodError'
}
