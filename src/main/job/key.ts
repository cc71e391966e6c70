import { createHash } from 'node:crypto'

/** Everything that determines a result; hashes stand for the files' contents. */
export interface KeyParts {
  readonly sourceHash: string
  readonly guideHash: string
  readonly networkHash: string
  readonly layer: string
  readonly delta: number
  readonly method: 'feature-opt'
  readonly solver: string
  readonly maxEvaluations: number
}

/** Raised when a change of the program makes other numbers of the same parts, so that old results are not taken for new. */
const revision = 1

/** The item's key: a SHA-256 over its parts in a fixed order. */
export function itemKey(parts: KeyParts): string {
  const { sourceHash, guideHash, networkHash, layer, delta, method, solver, maxEvaluations } = parts
  const ordered = [revision, sourceHash, guideHash, networkHash, layer, delta, method, solver, maxEvaluations]
  return createHash('sha256').update(JSON.stringify(ordered)).digest('hex')
}
