import { createHash } from 'node:crypto'
import type { Choice } from './members.ts'

/** Raised when a change of the program makes other numbers of the same parts. */
const revision = 1

/** A check's key: a SHA-256 over all that determines it; hashes stand for network and dataset. */
export function checkKey(networkHash: string, datasetHash: string, { splits, limit }: Choice): string {
  const parts = [revision, networkHash, datasetHash, splits?.toSorted() ?? null, limit]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
