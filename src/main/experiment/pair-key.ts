import { createHash } from 'node:crypto'
import type { PairSpec } from '../../contract/pair.ts'

/** Raised when a change of the program makes other numbers of the same parts, so that old results are not taken for new. */
const revision = 1

/**
 * The item's key: a SHA-256 over all that determines the result, in a fixed order. Hashes stand for the files'
 * contents, so the network's name is not part of it.
 */
export function pairKey(spec: PairSpec, networkHash: string): string {
  const { source, guide, layer, method = 'feature-opt', delta, solver, maxEvaluations } = spec
  const parts = [revision, source, guide, networkHash, layer, delta, method, solver, maxEvaluations]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
