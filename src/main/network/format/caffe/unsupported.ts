/** Why a layer's parameters cannot be taken over; the message is a fragment that follows "layer … ". */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError'
}
