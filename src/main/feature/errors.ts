/** Representations that cannot be kept or searched. The message is a sentence that a user can act on. */
export class FeatureError extends Error {
  override readonly name = 'FeatureError'
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; what was kept is safe, so free some space and go on from there',
  EDQUOT: 'your disk quota is used up; what was kept is safe, so free some space and go on from there',
  EACCES: 'you may not write there; check its permissions',
  EPERM: 'you may not write there; check its permissions',
  EROFS: 'that disk is read-only; choose another workspace',
}

/** What the system said of a file or folder of ours, as a sentence. */
export function diskError(path: string, cause: unknown): FeatureError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause))
  return new FeatureError(`The representations in ${path} cannot be kept: ${reason}.`, { cause })
}
