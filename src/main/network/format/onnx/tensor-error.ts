/** Why a tensor cannot be read, to complete "the tensor …"; whoever reads it knows file and name. */
export class TensorError extends Error {
  override readonly name = 'TensorError'
}
